// The mail about a backup that did not come: name and text are the template's. How CloudWatch writes around them was taken from
// mails that people published; the time and the figures are samples.
import { INK, LINE, SOFT, TINT, ACCENT, box, lines, picture, text } from './svg.mjs';
import { only, stacks } from './templates.mjs';

const WIDTH = 720;

export function draw(root) {
  const alarm = only(stacks(root).Backup.ofType('AWS::CloudWatch::Alarm')
    .filter((one) => one.AlarmName.endsWith('-backup-missing-pune')), 'alarms about the server pune');
  const subject = `ALARM: "${alarm.AlarmName}" in Asia Pacific (Mumbai)`;
  const paragraphs = [
    [`You are receiving this email because your Amazon CloudWatch Alarm "${alarm.AlarmName}" in the Asia Pacific (Mumbai) region has `
      + `entered the ALARM state, because "Threshold Crossed: ${alarm.DatapointsToAlarm} datapoints were less than the threshold (${alarm.Threshold}.0)." `
      + 'at "Friday 16 January, 2026 01:02:11 UTC".', INK],
    ['Alarm Details:', SOFT],
    [`- Name: ${alarm.AlarmName}`, INK],
    [`- Description: ${alarm.AlarmDescription}`, INK, true],
    ['- State Change: OK -> ALARM', INK],
  ];
  const parts = [];
  let y = 112;
  for (const [paragraph, fill, marked] of paragraphs) {
    const rows = lines(paragraph, WIDTH - 60, 13);
    if (marked) parts.push(box(22, y - 16, WIDTH - 44, rows.length * 19 + 8, { fill: TINT, stroke: ACCENT }));
    rows.forEach((row, index) => parts.push(text(30, y + index * 19, row, { size: 13, fill })));
    y += rows.length * 19 + 9;
  }
  return picture(WIDTH, y + 6, subject, [
    box(0.5, 0.5, WIDTH - 1, y + 5, { radius: 8 }),
    text(30, 34, subject, { size: 16, weight: 650 }),
    text(30, 58, 'AWS Notifications <no-reply@sns.amazonaws.com>', { size: 12.5, fill: SOFT }),
    text(30, 76, 'to you, 06:32', { size: 12.5, fill: SOFT }),
    `<line x1="0" x2="${WIDTH}" y1="88" y2="88" stroke="${LINE}"/>`,
    ...parts,
  ]);
}
