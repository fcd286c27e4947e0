// SPDX-License-Identifier: GPL-2.0
/*
 * The board's 28 lines behind the kernel's real GPIO character device: edge events, kernel timestamps and the
 * kernel's own debouncer included. Below /sys/module/board_gpio/parameters:
 *   drive    write "17=1": the world puts an input line high; "23=1,23=0,23=1" is a contact that bounces
 *   levels   all lines as 28 digits, line 0 first
 *   changes  what outputs did since it was last read: CLOCK_BOOTTIME in microseconds, line=level
 */
#include <linux/module.h>
#include <linux/gpio/driver.h>
#include <linux/platform_device.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/timekeeping.h>

#define LINES 28
#define CHANGES 128	/* fit one page of sysfs; the oldest go first */

static u8 level[LINES], input[LINES], driven[LINES], masked[LINES];
static uint irq_type[LINES];
static struct gpio_chip chip;
static struct platform_device *device;

static struct { u64 at_us; u8 line, level; } change[CHANGES];
static uint changed, told;
static DEFINE_SPINLOCK(change_lock);

static void put(unsigned int line, u8 v)
{
	unsigned long flags;

	spin_lock_irqsave(&change_lock, flags);
	if (level[line] != v) {
		level[line] = v;
		change[changed % CHANGES].at_us = div_u64(ktime_get_boottime_ns(), 1000);
		change[changed % CHANGES].line = line;
		change[changed % CHANGES].level = v;
		changed++;
	}
	spin_unlock_irqrestore(&change_lock, flags);
}

static int get(struct gpio_chip *c, unsigned int line) { return level[line]; }
static void set(struct gpio_chip *c, unsigned int line, int v) { put(line, !!v); }
static int direction(struct gpio_chip *c, unsigned int line)
{
	return input[line] ? GPIO_LINE_DIRECTION_IN : GPIO_LINE_DIRECTION_OUT;
}
static int direction_input(struct gpio_chip *c, unsigned int line) { input[line] = 1; return 0; }
static int direction_output(struct gpio_chip *c, unsigned int line, int v)
{
	input[line] = 0;
	put(line, !!v);
	return 0;
}

/* A pull moves a line that nothing drives, as on a Pi. Debouncing is left to the kernel. */
static int config(struct gpio_chip *c, unsigned int line, unsigned long cfg)
{
	switch (pinconf_to_config_param(cfg)) {
	case PIN_CONFIG_BIAS_PULL_UP:
	case PIN_CONFIG_BIAS_PULL_DOWN:
		if (input[line] && !driven[line])
			level[line] = pinconf_to_config_param(cfg) == PIN_CONFIG_BIAS_PULL_UP;
		return 0;
	case PIN_CONFIG_BIAS_DISABLE:
		return 0;
	default:
		return -ENOTSUPP;
	}
}

static void irq_mask(struct irq_data *d)
{
	masked[irqd_to_hwirq(d)] = 1;
	gpiochip_disable_irq(&chip, irqd_to_hwirq(d));
}
static void irq_unmask(struct irq_data *d)
{
	gpiochip_enable_irq(&chip, irqd_to_hwirq(d));
	masked[irqd_to_hwirq(d)] = 0;
}
static int irq_set_type(struct irq_data *d, unsigned int type)
{
	irq_type[irqd_to_hwirq(d)] = type;
	return 0;
}
static const struct irq_chip irqchip = {
	.name = "board-gpio", .irq_mask = irq_mask, .irq_unmask = irq_unmask, .irq_set_type = irq_set_type,
	.flags = IRQCHIP_IMMUTABLE, GPIOCHIP_IRQ_RESOURCE_HELPERS,
};

static int drive_line(unsigned int line, unsigned int v)
{
	uint edge = v ? IRQ_TYPE_EDGE_RISING : IRQ_TYPE_EDGE_FALLING;
	int irq = irq_find_mapping(chip.irq.domain, line);

	if (!input[line])
		return -EPERM;	/* two drivers on one wire */
	driven[line] = 1;
	if (level[line] == v)
		return 0;
	level[line] = v;
	if (irq && !masked[line] && (irq_type[line] & edge))
		generic_handle_irq_safe(irq);
	return 0;
}

/*
 * All of a list in one go: a bounce that a busy machine stretched would be no bounce. Then it waits for the kernel's
 * interrupt threads: people are slower than they are, however busy the machine.
 */
static int drive_set(const char *s, const struct kernel_param *kp)
{
	unsigned int line, v, i;
	int n, rc = 0;

	for (; !rc && sscanf(s, "%u=%u%n", &line, &v, &n) == 2; s += n + (s[n] == ','))
		rc = line < LINES && v <= 1 ? drive_line(line, v) : -EINVAL;
	for (i = 0; i < LINES; i++) {
		int irq = irq_find_mapping(chip.irq.domain, i);

		if (irq)
			synchronize_irq(irq);
	}
	return rc ? rc : *s && *s != '\n' ? -EINVAL : 0;
}
static const struct kernel_param_ops drive_ops = { .set = drive_set };
module_param_cb(drive, &drive_ops, NULL, 0200);

static int levels_get(char *b, const struct kernel_param *kp)
{
	int i;

	for (i = 0; i < LINES; i++)
		b[i] = '0' + level[i];
	b[LINES] = '\n';
	return LINES + 1;
}
static const struct kernel_param_ops levels_ops = { .get = levels_get };
module_param_cb(levels, &levels_ops, NULL, 0444);

static int changes_get(char *b, const struct kernel_param *kp)
{
	unsigned long flags;
	int n = 0;

	spin_lock_irqsave(&change_lock, flags);
	if (changed - told > CHANGES)
		told = changed - CHANGES;
	for (; told != changed; told++)
		n += scnprintf(b + n, PAGE_SIZE - n, "%llu %u=%u\n", change[told % CHANGES].at_us,
			       change[told % CHANGES].line, change[told % CHANGES].level);
	spin_unlock_irqrestore(&change_lock, flags);
	return n;
}
static const struct kernel_param_ops changes_ops = { .get = changes_get };
module_param_cb(changes, &changes_ops, NULL, 0444);

static int __init board_init(void)
{
	int i, rc;

	device = platform_device_register_simple("board-gpio", -1, NULL, 0);
	if (IS_ERR(device))
		return PTR_ERR(device);
	for (i = 0; i < LINES; i++)
		input[i] = 1, level[i] = 1;
	chip.label = "board-gpio";
	chip.parent = &device->dev;
	chip.owner = THIS_MODULE;
	chip.base = -1;
	chip.ngpio = LINES;
	chip.can_sleep = false;
	chip.get = get;
	chip.set = set;
	chip.get_direction = direction;
	chip.direction_input = direction_input;
	chip.direction_output = direction_output;
	chip.set_config = config;
	gpio_irq_chip_set_chip(&chip.irq, &irqchip);
	chip.irq.handler = handle_simple_irq;
	chip.irq.default_type = IRQ_TYPE_NONE;
	rc = gpiochip_add_data(&chip, NULL);
	if (rc)
		platform_device_unregister(device);
	return rc;
}
static void __exit board_exit(void)
{
	gpiochip_remove(&chip);
	platform_device_unregister(device);
}
module_init(board_init);
module_exit(board_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Simulated GPIO chip behind the real character device");
