// Figures: medians, spreads and tables.

/** The middle of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The middle, and how far the others lie. */
export function spread(numbers) {
  return { median: median(numbers), least: Math.min(...numbers), most: Math.max(...numbers) };
}

/** A table in Markdown; the first column is text, the others stand right unless they are named in `left`. */
export function table(head, rows, left = [0]) {
  const rule = head.map((_, column) => (left.includes(column) ? '---' : '---:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** 1234567 as 1,234,567. */
export function grouped(number) {
  return number.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

/** A number with as many digits as mean something. */
export function small(number) {
  if (number === 0) return '0';
  return number >= 100 ? grouped(number) : number.toPrecision(2);
}
