// The architecture: one box per stack, and in it what its template holds.
import { ACCENT, LINE, SOFT, TINT, arrow, box, lines, picture, text } from './svg.mjs';
import { only, stacks } from './templates.mjs';

const counted = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;
const withTag = (properties, key) => (properties.Tags ?? []).find((tag) => tag.Key === key)?.Value;

const locked = (stack) => stack.ofType('AWS::S3::Bucket').filter((bucket) => bucket.ObjectLockEnabled).length;

function contents(all) {
  const alarms = (stack) => counted(stack.ofType('AWS::CloudWatch::Alarm').length, 'alarm');
  const files = only(all.FileServer.ofType('AWS::FSx::FileSystem'), 'file systems');
  const zones = files.WindowsConfiguration.DeploymentType.startsWith('MULTI') ? 'two zones' : 'one zone';
  return {
    Backup: [`${counted(locked(all.Backup), 'locked bucket')}: nightly and year-end`,
      `${counted(all.Backup.ofType('AWS::IAM::User').length, 'agent')}, one per server; they cannot delete`, alarms(all.Backup)],
    Replica: [counted(locked(all.Replica), 'locked bucket'), alarms(all.Replica)],
    Network: [all.Network.ofType('AWS::EC2::InternetGateway').length === 0 ? 'no way to the internet' : 'with an internet gateway',
      counted(all.Network.ofType('AWS::EC2::VPNConnection').length, 'VPN connection'), alarms(all.Network)],
    FileServer: [`${files.StorageCapacity} GiB, ${zones}`,
      all.FileServer.ofType('AWS::DirectoryService::MicrosoftAD').length > 0 ? 'directory run by AWS' : 'joins your own domain',
      alarms(all.FileServer)],
    Operations: [`${counted(all.Operations.ofType('AWS::Backup::BackupVault').length, 'locked vault')} for the file server's backups`,
      `${counted(all.Operations.ofType('AWS::SSM::Document').length, 'runbook')} that run; dashboard, restore tests`, alarms(all.Operations)],
    Audit: [locked(all.Audit) === 1 ? 'trail in a locked bucket' : 'trail',
      `${counted(all.Audit.ofType('AWS::Events::Rule').length, 'tripwire')}`, alarms(all.Audit)],
    Alerting: [counted(all.Alerting.ofType('AWS::SNS::Subscription').length, 'address', 'addresses'), 'encrypted topic'],
  };
}

const PLACES = {
  Backup: [290, 50, 364, 92],
  Network: [290, 176, 168, 92],
  FileServer: [486, 176, 168, 92],
  Operations: [290, 302, 364, 92],
  Audit: [290, 428, 168, 92],
  Alerting: [486, 428, 168, 92],
  Replica: [738, 50, 130, 92],
};

function stack(name, inside) {
  const [x, y, width, height] = PLACES[name];
  const rows = inside.flatMap((one) => lines(one, width - 20, 12));
  return [box(x, y, width, height, { fill: '#fff', stroke: ACCENT, thick: 1.3 }), text(x + 10, y + 21, name, { size: 14, weight: 650, fill: ACCENT }),
    ...rows.map((row, index) => text(x + 10, y + 40 + 16 * index, row, { size: 12 }))];
}

function frame(x, y, width, height, name) {
  return [box(x, y, width, height, { fill: TINT, radius: 10 }), text(x + 12, y + 26, name, { size: 15, weight: 650 })];
}

function thing(x, y, name, what) {
  return [box(x, y, 162, 54, { stroke: LINE }), text(x + 10, y + 22, name, { size: 13, weight: 600 }), text(x + 10, y + 40, what, { size: 11.5, fill: SOFT })];
}

export function draw(root) {
  const all = stacks(root);
  const inside = contents(all);
  const servers = all.Backup.ofType('AWS::IAM::User').map((user) => user.UserName);
  const prefix = servers.reduce((a, b) => a.slice(0, [...a].findIndex((letter, i) => letter !== b[i]) >>> 0));
  const names = servers.map((name) => name.slice(prefix.lastIndexOf('-') + 1)).join(', ');
  const offices = all.Network.ofType('AWS::EC2::CustomerGateway').map((gateway) => withTag(gateway, 'Name')?.split('-').at(-1)).filter(Boolean).join(', ');
  const copies = all.Backup.ofType('AWS::S3::Bucket').filter((bucket) => bucket.ReplicationConfiguration).length;
  const told = ['Backup', 'Network', 'FileServer', 'Operations', 'Audit'].filter((name) => all[name].text.includes('-Alerting:'));
  if (copies !== locked(all.Backup)) throw new Error(`${copies} locked buckets are copied, and the drawing says all are`);
  if (told.length !== 5) throw new Error(`only ${told} send alarms, and the drawing says all do`);
  const label = (x, y, words) => text(x, y, words, { size: 11, fill: SOFT, anchor: 'middle' });
  return picture(880, 560, 'Tally Hybrid: what stands in the office, in Mumbai and in Hyderabad', [
    ...frame(2, 6, 182, 548, 'Your office'),
    ...frame(278, 6, 388, 548, 'Mumbai'),
    ...frame(726, 6, 152, 152, 'Hyderabad'),
    ...thing(12, 69, 'Tally servers', names),
    ...thing(12, 195, 'Routers', offices),
    ...thing(12, 447, 'You', 'read mails, open the page'),
    ...Object.entries(inside).flatMap(([name, rows]) => stack(name, rows)),
    arrow([[174, 96], [288, 96]]), label(231, 88, 'encrypted'), label(231, 112, 'before it leaves'),
    arrow([[654, 96], [736, 96]]), label(696, 88, 'a copy of'), label(696, 112, 'everything'),
    arrow([[174, 222], [288, 222]]), label(231, 214, 'VPN'),
    arrow([[458, 222], [484, 222]]),
    arrow([[570, 268], [570, 300]]), label(614, 289, 'daily backups'),
    arrow([[570, 394], [570, 426]]), label(604, 415, 'all alarms'),
    arrow([[458, 474], [484, 474]]),
    arrow([[570, 520], [570, 538], [93, 538], [93, 503]]), label(231, 531, 'e-mail'),
  ]);
}
