import { useFormat, useWords } from "../context";

/** A fever rate and, beneath, between what it is likely to lie: a line on a common scale. */
export function RateRange({ rate, low, high, most }: { rate: number | null; low: number | null; high: number | null; most: number }) {
  const [words, format] = [useWords(), useFormat()];
  if (rate === null || low === null || high === null) return <span class="none">{words.count.none}</span>;
  const x = (value: number) => Math.min(100, (value / most) * 100);
  return (
    <span class="rate">
      <span class="rate-value">{format.rate(rate)}</span>
      <svg class="rate-range" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label={`${words.count.range} ${format.range(low, high)}`}>
        <title>{`${words.count.range} ${format.range(low, high)}`}</title>
        <line x1={0} x2={100} y1={5} y2={5} class="rate-track" />
        <rect x={x(low)} width={Math.max(1, x(high) - x(low))} y={2.5} height={5} class="rate-band" />
        <rect x={Math.max(0, x(rate) - 0.8)} width={1.6} y={0} height={10} class="rate-mark" />
      </svg>
    </span>
  );
}

/** The end of a scale on which all rates of a list have room; a few wild ones with few people don't flatten the rest. */
export function rateScale(highs: (number | null)[]): number {
  const known = highs.filter((high): high is number => high !== null).sort((a, b) => a - b);
  const typical = known[Math.floor(known.length * 0.9)] ?? 0.01;
  return Math.max(0.002, typical * 1.1);
}
