// The command of the office kit: see docs/office-kit.md, or --help.
import { launch } from './launch.mjs';

const args = process.argv.slice(2);
// The program itself knows no clock: the same arguments make the same kit.
const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Kolkata' }).format(new Date());
const dated = args.some((arg) => arg === '--today' || arg.startsWith('--today='));

launch('com.tallyhybrid.officekit.KitCommand', dated ? args : ['--today', today, ...args]);
