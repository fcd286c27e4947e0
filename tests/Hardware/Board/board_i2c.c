// SPDX-License-Identifier: GPL-2.0
/*
 * The board's I2C bus with a simulated MLX90614 and two BME280 on it, behind the kernel's real i2c core and i2c-dev.
 * What the chips measure and which faults the bus has are module parameters, changeable while it runs (see README.md).
 */
#include <linux/module.h>
#include <linux/i2c.h>

#define ADDRESS 0x5a		/* as delivered */
#define VESTIBULE 0x76
#define OUTDOOR 0x77

enum { AMBIENT = 0x06, OBJECT = 0x07, EEPROM = 0x20, WORDS = 0x20, FLAGS = 0xf0 };

enum fault { NONE, NACK, WRONG_PEC, STUCK_HIGH, STUCK_LOW, ERROR_FLAG, TIMEOUT };

/* 0.02 K a count: 27.01 and 36.49 degrees Celsius. */
static ushort ram[WORDS] = { [AMBIENT] = 0x3AA0, [OBJECT] = 0x3C7A, [0x08] = 0x3C7A };
/* Emissivity 1.0, configuration as delivered, address, identity (datasheet rev 13, table 6). */
static ushort eeprom[WORDS] = { [0x04] = 0xFFFF, [0x05] = 0x9FB4, [0x0e] = 0xBE5A,
				[0x1c] = 0x1122, [0x1d] = 0x3344, [0x1e] = 0x5566, [0x1f] = 0x7788 };
module_param_array(ram, ushort, NULL, 0644);
module_param_array(eeprom, ushort, NULL, 0644);
module_param_named(ambient, ram[AMBIENT], ushort, 0644);
module_param_named(object, ram[OBJECT], ushort, 0644);

/* BME280 (BST-BME280-DS002), vestibule at 0x76 and outdoor at 0x77: 20-bit words, 25.08 and -15.80 degrees Celsius. */
static uint vestibule = 519888, outdoor = 390000;
static bool air = true;		/* both are fitted */
module_param(vestibule, uint, 0644);
module_param(outdoor, uint, 0644);
module_param(air, bool, 0644);

static uint noise = 2;		/* object words vary by as many counts up and down; 0: a chip that is stuck */
static uint fault_every;	/* every Nth transaction fails; 0: none */
static uint fault_kind;		/* enum fault */
static uint reads, writes;	/* words that went over the bus, right or wrong */
module_param(noise, uint, 0644);
module_param(fault_every, uint, 0644);
module_param(fault_kind, uint, 0644);
module_param(reads, uint, 0644);
module_param(writes, uint, 0644);

/* SMBus packet error code: x^8 + x^2 + x + 1. Written here anew, so that the gateway is not tested by itself. */
static u8 crc8(const u8 *p, int n)
{
	u8 crc = 0;

	while (n--) {
		int i;

		crc ^= *p++;
		for (i = 0; i < 8; i++)
			crc = crc & 0x80 ? (crc << 1) ^ 0x07 : crc << 1;
	}
	return crc;
}

/* Numerical Recipes' generator; its high bits are the good ones. */
static int noise_now(void)
{
	static u32 state = 1;

	state = state * 1664525 + 1013904223;
	return (int)((state >> 16) % (2 * noise + 1)) - (int)noise;
}

static ushort word_of(u8 command, enum fault fault)
{
	if (command == FLAGS)
		return 0x0010;	/* ready, and nothing wrong */
	if (command >= EEPROM)
		return eeprom[command - EEPROM];
	return (ram[command] + (command == OBJECT && noise ? noise_now() : 0)) | (fault == ERROR_FLAG ? 0x8000 : 0);
}

static int read_word(u8 command, struct i2c_msg *m, enum fault fault)
{
	u8 wire[6] = { ADDRESS << 1, command, ADDRESS << 1 | 1 };
	ushort word;
	int i;

	if (fault == NACK || (command >= EEPROM + WORDS && command != FLAGS))
		return -EREMOTEIO;
	word = word_of(command, fault);
	wire[3] = word & 0xff;
	wire[4] = word >> 8;
	wire[5] = crc8(wire, 5) ^ (fault == WRONG_PEC ? 0x5a : 0);
	for (i = 0; i < m->len; i++)
		m->buf[i] = i < 3 ? wire[3 + i] : 0xff;
	reads++;
	return 0;
}

static int write_word(struct i2c_msg *m, enum fault fault)
{
	u8 wire[4] = { ADDRESS << 1, m->buf[0], m->buf[1], m->buf[2] };

	if (fault == NACK || m->buf[0] < EEPROM || m->buf[0] >= EEPROM + WORDS)
		return -EREMOTEIO;
	if (m->len == 4 && crc8(wire, 4) != m->buf[3])
		return -EREMOTEIO;
	eeprom[m->buf[0] - EEPROM] = m->buf[1] | m->buf[2] << 8;
	writes++;
	return 0;
}

/* Its factory values: temperature's by the example of Bosch's BMP280 data sheet (section 3.12), humidity's plausible. */
static u8 air_register(u8 address, u8 at)
{
	static const u8 first[] = { 0x70, 0x6b, 0x43, 0x67, 0x18, 0xfc };
	static const u8 second[] = { 0x72, 0x01, 0x00, 0x13, 0x04, 0x00, 0x1e };
	uint word = address == VESTIBULE ? vestibule : outdoor;

	if (at >= 0x88 && at < 0x88 + sizeof(first))
		return first[at - 0x88];
	if (at >= 0xe1 && at < 0xe1 + sizeof(second))
		return second[at - 0xe1];
	switch (at) {
	case 0xa1: return 75;
	case 0xd0: return 0x60;
	case 0xf7: return 0x80;
	case 0xfa: return word >> 12;
	case 0xfb: return word >> 4;
	case 0xfc: return word << 4;
	case 0xfd: return 0x6d;
	default: return 0;	/* never busy: it has measured by the time it is asked */
	}
}

/* No error codes here: what the wire does, nobody notices. */
static int air_transfer(struct i2c_msg *m, int n, enum fault fault)
{
	int i;

	if (!air || fault == NACK)
		return -EREMOTEIO;
	if (n == 1 && !(m[0].flags & I2C_M_RD) && m[0].len == 2)
		return 0;
	if (n != 2 || (m[0].flags & I2C_M_RD) || m[0].len != 1 || !(m[1].flags & I2C_M_RD))
		return -EREMOTEIO;
	for (i = 0; i < m[1].len; i++)
		m[1].buf[i] = air_register(m[0].addr, m[0].buf[0] + i);
	return 0;
}

/* A data line that does not move: whoever is asked, the same bits come back. */
static int stuck(struct i2c_msg *m, int n, u8 bits)
{
	int i;

	for (i = 0; i < n; i++)
		if (m[i].flags & I2C_M_RD)
			memset(m[i].buf, bits, m[i].len);
	reads++;
	return n;
}

/* Answers as the chips do: to combined reads and to word writes, to nothing else. */
static int transfer(struct i2c_adapter *adapter, struct i2c_msg *m, int n)
{
	static uint count;
	enum fault fault = fault_every && ++count % fault_every == 0 ? fault_kind : NONE;
	int i, rc = -EREMOTEIO;

	for (i = 0; i < n; i++)
		if (m[i].addr != m[0].addr)
			return -ENXIO;
	if (fault == TIMEOUT)
		return -ETIMEDOUT;
	if (fault == STUCK_HIGH || fault == STUCK_LOW)
		return stuck(m, n, fault == STUCK_HIGH ? 0xff : 0x00);
	if (m[0].addr == VESTIBULE || m[0].addr == OUTDOOR)
		rc = air_transfer(m, n, fault);
	else if (m[0].addr != ADDRESS)
		rc = -ENXIO;
	else if (n == 2 && !(m[0].flags & I2C_M_RD) && m[0].len == 1 && (m[1].flags & I2C_M_RD))
		rc = read_word(m[0].buf[0], &m[1], fault);
	else if (n == 1 && !(m[0].flags & I2C_M_RD) && (m[0].len == 3 || m[0].len == 4))
		rc = write_word(&m[0], fault);
	return rc ? rc : n;
}

static u32 functionality(struct i2c_adapter *adapter)
{
	return I2C_FUNC_I2C | (I2C_FUNC_SMBUS_EMUL & ~I2C_FUNC_SMBUS_QUICK);
}

static const struct i2c_algorithm algorithm = { .master_xfer = transfer, .functionality = functionality };
/* Number 1, as the bus on a Raspberry Pi's header. */
static struct i2c_adapter adapter = { .owner = THIS_MODULE, .algo = &algorithm, .name = "board-i2c", .nr = 1 };

static int __init board_init(void) { return i2c_add_numbered_adapter(&adapter); }
static void __exit board_exit(void) { i2c_del_adapter(&adapter); }
module_init(board_init);
module_exit(board_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Simulated MLX90614 and BME280 behind the real i2c core");
