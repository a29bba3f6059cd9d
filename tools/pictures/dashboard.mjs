// The dashboard as its template lays it out. Every curve, bar and age is a sample: no account stands behind it.
import { ACCENT, ALARM, INK, LINE, SOFT, TINT, box, line, lines, picture, round, text } from './svg.mjs';
import { joined, only, stacks } from './templates.mjs';

const COLUMN = 36;
const ROW = 32;
const EDGE = 8;
const HEAD = 44;
const COLOURS = [ACCENT, '#c77d2e', '#6a5aa8', '#4c8f4c', '#a84b6a', '#5b6b73'];
const DAYS = 14;

/** A curve that looks measured and is the same every time: between 0 and 1, by the number of the metric. */
const sample = (seed, at) => 0.5 + 0.22 * Math.sin(at / 3.1 + seed * 2.3) + 0.13 * Math.sin(at * 1.7 + seed);

const plain = (markdown) => markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\*\*|`/g, '');

function textWidget({ markdown }, x, y, width, height) {
  const parts = [];
  let at = y + 22;
  for (const block of markdown.split('\n').filter((one) => one.trim() !== '')) {
    const head = block.startsWith('#');
    const entry = /^\s*[-*] /.test(block);
    const size = head ? 14 : 11;
    for (const row of lines(plain(block.replace(/^#+ |^\s*[-*] /, '')), width - 24, size)) {
      if (at > y + height - 6) return parts;
      parts.push(text(x + 10, at, row, { size, weight: head ? 650 : 400, fill: entry ? ACCENT : INK }));
      at += size + 5;
    }
  }
  return parts;
}

const shortName = (arn) => arn.split(':').at(-1);

function alarmWidget({ alarms, title, states }, prefix, x, y, width, height) {
  // All is well in the sample, so a widget for alarms that are on is empty, as it is in an account.
  if (states !== undefined && !states.includes('OK')) {
    return [text(x + 10, y + 20, title, { size: 12.5, weight: 650 }), text(x + 10, y + 44, 'No alarm is on.', { size: 11, fill: SOFT })];
  }
  const names = alarms.map((arn) => shortName(joined(arn)).replace(prefix, ''));
  const columns = Math.max(1, Math.floor(width / 150));
  const wide = (width - 16) / columns;
  const rows = Math.ceil(names.length / columns);
  const high = Math.min(22, (height - 38) / rows);
  const shown = Math.floor((height - 38) / Math.max(high, 15)) * columns;
  return [text(x + 10, y + 20, title, { size: 12.5, weight: 650 }),
    ...names.slice(0, shown).flatMap((name, index) => {
      const left = x + 8 + (index % columns) * wide;
      const top = y + 32 + Math.floor(index / columns) * Math.max(high, 15);
      const most = Math.floor((wide - 26) / 5.4);
      if (index === shown - 1 && names.length > shown) return [text(left + 16, top + 10, `${names.length - shown + 1} more below`, { size: 9.5, fill: SOFT })];
      return [`<rect x="${left}" y="${top}" width="${wide - 4}" height="${Math.max(high, 15) - 3}" rx="2" fill="#e4f2e6"/>`,
        `<circle cx="${left + 8}" cy="${top + (Math.max(high, 15) - 3) / 2}" r="3" fill="#2e7d32"/>`,
        text(left + 16, top + (Math.max(high, 15) - 3) / 2 + 3.5, name.length > most ? `${name.slice(0, most - 1)}…` : name, { size: 9.5 })];
    })];
}

function labelOf(metric) {
  const options = metric.find((part) => part !== null && typeof part === 'object') ?? {};
  if (options.label !== undefined) return options.label;
  // CloudWatch shows what tells metrics apart; the value of a reference is known to AWS only, and the metric's name stands for it.
  const words = metric.filter((part) => typeof part === 'string');
  return words.length === 0 ? options.expression ?? '' : words.at(-1) === '?' ? words[1] : words.at(-1);
}

const visible = (metric) => metric.find((part) => part !== null && typeof part === 'object')?.visible !== false;

const measured = (alarm) => alarm.MetricName ?? alarm.Metrics?.map((one) => one.MetricStat?.Metric.MetricName).find(Boolean);

/** Whether well is above the limit: as the alarm on the same metric has it, and below it where there is none. */
function wellIsAbove(alarms, metrics) {
  const names = metrics.flat().filter((part) => typeof part === 'string');
  return alarms.some((alarm) => names.includes(measured(alarm)) && alarm.ComparisonOperator.startsWith('LessThan'));
}

/** What a widget draws: metrics of its own, or those of an alarm, with its threshold. */
function contents({ metrics = [], annotations = {} }, alarms) {
  const shown = (annotations.alarms ?? []).map((arn) => only(alarms.filter((one) => one.AlarmName === shortName(joined(arn))), arn));
  if (shown.length === 0) {
    return { names: metrics.filter(visible).map(labelOf), limits: annotations.horizontal ?? [], above: wellIsAbove(alarms, metrics), steady: false };
  }
  return { names: shown.map(measured), limits: shown.map(({ Threshold: value }) => ({ value, label: 'alarm' })),
    above: shown[0].ComparisonOperator.startsWith('LessThan'), steady: true };
}

function metricWidget(properties, alarms, x, y, width, height) {
  const { names, limits, above, steady } = contents(properties, alarms);
  const [left, right, top, bottom] = [x + 14, x + width - 14, y + 34, y + height - 14 - 14 * Math.ceil(names.length / 2)];
  const up = (share) => bottom - share * (bottom - top);
  const limit = above ? 0.3 : 0.75;
  // Sample values keep to the side of the limit where all is well.
  const [low, high] = limits.length === 0 ? [0.2, 0.8] : above ? [limit + 0.12, 0.95] : [0.05, limit - 0.12];
  const parts = [text(x + 10, y + 20, properties.title, { size: 12.5, weight: 650 }),
    ...[0, 0.5, 1].map((share) => line([[left, up(share)], [right, up(share)]], { stroke: LINE, thick: 0.6 }))];
  names.slice(0, COLOURS.length).forEach((name, number) => {
    const stroke = COLOURS[number];
    const wide = (right - left) / DAYS;
    for (let day = 0; properties.view === 'bar' && day < DAYS; day++) {
      parts.push(`<rect x="${round(left + day * wide + 2 + number * (wide - 4) / names.length)}" y="${round(up(0.5))}" `
        + `width="${round((wide - 4) / names.length - 1)}" height="${round(bottom - up(0.5))}" fill="${stroke}"/>`);
    }
    if (properties.view !== 'bar') {
      const at = (step) => (steady ? (low + high) / 2 : low + (high - low) * (sample(number, step) - 0.15) / 0.7);
      parts.push(line(Array.from({ length: 57 }, (_, step) => [left + step * (right - left) / 56, up(at(step))]), { stroke }));
    }
    const most = Math.floor((width / 2 - 34) / 5.6);
    const [lx, ly] = [x + 14 + (number % 2) * (width / 2 - 8), bottom + 18 + 14 * Math.floor(number / 2)];
    parts.push(`<rect x="${lx}" y="${ly - 7}" width="8" height="8" fill="${stroke}"/>`,
      text(lx + 12, ly, name.length > most ? `${name.slice(0, most - 1)}…` : name, { size: 9.5, fill: SOFT }));
  });
  for (const { value, label } of limits) {
    parts.push(line([[left, up(limit)], [right, up(limit)]], { stroke: ALARM, dash: '5 3', thick: 1.2 }),
      text(right, up(limit) - 4, `${label ?? 'limit'}: ${value.toLocaleString('en-US')}`, { size: 9.5, fill: ALARM, anchor: 'end' }));
  }
  return parts;
}

function logWidget({ title }, servers, x, y, width, height) {
  const rows = [['server', 'hours'], ...servers.map((server, number) => [server, String(9 + 2 * number)])];
  return [...lines(title, width - 20, 12.5).map((row, index) => text(x + 10, y + 20 + 15 * index, row, { size: 12.5, weight: 650 })),
    ...rows.slice(0, Math.floor((height - 50) / 20)).flatMap(([server, hours], index) => {
      const style = { size: 11, fill: index === 0 ? SOFT : INK };
      return [text(x + 12, y + 56 + 20 * index, server, style), text(x + width - 16, y + 56 + 20 * index, hours, { ...style, anchor: 'end' })];
    })];
}

export function draw(root) {
  const all = stacks(root);
  const { DashboardBody: body, DashboardName: name } = only(all.Operations.ofType('AWS::CloudWatch::Dashboard'), 'dashboards');
  const { widgets } = JSON.parse(joined(body));
  const servers = all.Backup.ofType('AWS::IAM::User').map((user) => user.UserName);
  const alarms = Object.values(all).flatMap((stack) => stack.ofType('AWS::CloudWatch::Alarm'));
  const height = HEAD + Math.max(...widgets.map((widget) => widget.y + widget.height)) * ROW + 30;
  const inside = widgets.flatMap(({ type, x: column, y: row, width: columns, height: rows, properties }) => {
    const [x, y, width, high] = [EDGE + column * COLUMN, HEAD + row * ROW, columns * COLUMN - 6, rows * ROW - 6];
    const drawn = {
      text: () => textWidget(properties, x, y, width, high),
      alarm: () => alarmWidget(properties, `${name}-`, x, y, width, high),
      metric: () => metricWidget(properties, alarms, x, y, width, high),
      log: () => logWidget(properties, servers, x, y, width, high),
    }[type];
    if (drawn === undefined) throw new Error(`the drawing knows no widget of the type ${type}`);
    return [box(x, y, width, high, { fill: type === 'text' ? TINT : '#fff', radius: 4 }), ...drawn()];
  });
  return picture(24 * COLUMN + 2 * EDGE, height, `The dashboard ${name}, with sample data`, [
    text(EDGE + 4, 29, `CloudWatch dashboard: ${name}`, { size: 16, weight: 650 }),
    text(24 * COLUMN + EDGE - 6, 29, 'sample data', { size: 12, fill: SOFT, anchor: 'end' }),
    ...inside,
  ]);
}
