// A bar chart as SVG, for the README: times as parts of Hugo's. No library: it is a dozen rectangles.
export interface Bar {
  readonly label: string;
  /** 1 is as long as Hugo takes. */
  readonly value: number;
}

const row = 26;
const left = 260;
const unit = 300;

export function chart(title: string, bars: readonly Bar[]): string {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const width = left + unit + 70;
  const rows = bars.map(({ label, value }, at) => {
    const y = 44 + at * row;
    const length = Math.max(1, (value / most) * unit);
    return `<text x="${left - 10}" y="${y + 14}" text-anchor="end">${escape(label)}</text><rect x="${left}" y="${y}" width="${length.toFixed(1)}" height="18" rx="3"/><text x="${left + length + 6}" y="${y + 14}">${value.toFixed(2)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${56 + bars.length * row}" role="img" aria-label="${escape(title)}">
<style>text{font:13px system-ui,sans-serif;fill:#555}rect{fill:#8a3b2a}@media(prefers-color-scheme:dark){text{fill:#bbb}rect{fill:#d07a62}}</style>
<text x="12" y="24" style="font-weight:600">${escape(title)}</text>
${rows.join('\n')}
</svg>
`;
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
