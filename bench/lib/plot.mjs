// Bars on a logarithmic scale, as SVG, without a library.
import { small } from './figures.mjs';

const COLOURS = ['#1f5f8b', '#7fb3d5', '#b5651d', '#8a8d8f', '#6b8e23'];
const escaped = (text) => text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** Groups of bars: `[{ title, bars: [{ label, value }] }]`. */
export function bars(title, groups) {
  const all = groups.flatMap((group) => group.bars.map((bar) => bar.value));
  const first = Math.floor(Math.log10(Math.min(...all))) - 0.2;
  const last = Math.log10(Math.max(...all));
  const [left, width, step] = [260, 380, 22];
  const length = (value) => ((Math.log10(value) - first) / (last - first)) * width;
  const lines = [];
  let y = 44;
  for (const group of groups) {
    lines.push(`<text x="8" y="${y + 14}" class="group">${escaped(group.title)}</text>`);
    y += step;
    group.bars.forEach((bar, index) => {
      lines.push(`<text x="${left - 8}" y="${y + 14}" text-anchor="end">${escaped(bar.label)}</text>`);
      lines.push(`<rect x="${left}" y="${y + 2}" width="${length(bar.value).toFixed(1)}" height="${step - 6}" fill="${COLOURS[index % COLOURS.length]}"/>`);
      lines.push(`<text x="${(left + length(bar.value) + 6).toFixed(1)}" y="${y + 14}">${small(bar.value)}</text>`);
      y += step;
    });
    y += 8;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 ${y + 8}" role="img" aria-label="${escaped(title)}">
<style>text { font: 12px sans-serif; fill: #222 } .group, .title { font-weight: bold } @media (prefers-color-scheme: dark) { text { fill: #ddd } }</style>
<text x="8" y="24" class="title">${escaped(title)}</text>
${lines.join('\n')}
</svg>
`;
}
