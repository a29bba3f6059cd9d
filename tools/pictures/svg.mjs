// What every drawing is made of: shapes, texts that are broken into lines, and the frame of a picture.

export const INK = '#17252b';
export const SOFT = '#5b6b73';
export const LINE = '#c9d3d7';
export const TINT = '#f2f6f7';
export const ACCENT = '#0b5c6b';
export const ALARM = '#b3261e';
export const SANS = "'Segoe UI', Helvetica, Arial, sans-serif";
export const MONO = "Consolas, Menlo, 'DejaVu Sans Mono', monospace";

// A picture is seen with whatever font the reader has, so lines are broken early rather than late.
const WIDTH_OF = { [SANS]: 0.51, [MONO]: 0.605 };

const escaped = (text) => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);

/** The words of a text on lines no wider than so many points; a longer word is broken behind a slash or the like, or cut. */
export function lines(text, width, size, font = SANS) {
  const most = Math.max(1, Math.floor(width / (size * WIDTH_OF[font])));
  const out = [''];
  const part = new RegExp(`.{1,${most - 1}}[/#?&=]|.{1,${most}}`, 'g');
  for (const word of text.split(' ').flatMap((one) => (one.length > most ? one.match(part) : [one]))) {
    if (out.at(-1) !== '' && out.at(-1).length + 1 + word.length > most) out.push(word);
    else out[out.length - 1] += (out.at(-1) === '' ? '' : ' ') + word;
  }
  return out;
}

export function text(x, y, content, { size = 12, fill = INK, weight = 400, anchor = 'start', font = SANS } = {}) {
  const kept = font === MONO ? ' xml:space="preserve"' : '';
  return `<text x="${x}" y="${y}" font-family="${font}" font-size="${size}" font-weight="${weight}" fill="${fill}" `
    + `text-anchor="${anchor}"${kept}>${escaped(content)}</text>`;
}

export function box(x, y, width, height, { fill = '#fff', stroke = LINE, dash = '', radius = 6, thick = 1 } = {}) {
  const dashed = dash === '' ? '' : ` stroke-dasharray="${dash}"`;
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}" stroke="${stroke}" `
    + `stroke-width="${thick}"${dashed}/>`;
}

/** A line through the points, with a head at its end. */
export function arrow(points, { stroke = ACCENT } = {}) {
  return `<polyline points="${points.map((point) => point.join(',')).join(' ')}" fill="none" stroke="${stroke}" `
    + 'stroke-width="1.6" marker-end="url(#head)"/>';
}

export function line(points, { stroke = ACCENT, thick = 1.4, dash = '' } = {}) {
  const dashed = dash === '' ? '' : ` stroke-dasharray="${dash}"`;
  return `<polyline points="${points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ')}" fill="none" stroke="${stroke}" `
    + `stroke-width="${thick}"${dashed}/>`;
}

export const round = (number) => Math.round(number * 10) / 10;

export function picture(width, height, title, parts) {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
      + `<path d="M0,0 L8,4 L0,8 z" fill="${ACCENT}"/></marker></defs>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}
