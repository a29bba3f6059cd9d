// Which Node.js runs: this process, and the CDK library that the app starts.
import { Unusable } from './checkout.mjs';

const NEEDED = 22;
// Still works here, and its makers no longer mend it.
const OLDEST = 20;
const ADVICE = `Install Node.js ${NEEDED} or later, and open a new terminal.`;
const major = Number(process.versions.node.split('.')[0]);

export function checkNode() {
  if (major < OLDEST) throw new Unusable(`Node.js ${process.versions.node} is too old. ${ADVICE}`);
}

/**
 * The environment for a program that starts the CDK library: in this very Node.js, and with our one line in the place of
 * the library's nineteen, which would push the message that matters out of the window.
 *
 * See aws/jsii v1.140.0, packages/@jsii/check-node/src/index.ts, and JsiiRuntime.java for JSII_NODE.
 */
export function withNode(environment) {
  const silence = 'JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION';
  const silent = (environment[silence] ?? '').split(',').map((version) => version.trim());
  if (major < NEEDED && !silent.includes(String(major))) {
    console.error(`Note: Node.js ${major} gets no more security fixes. ${ADVICE}`);
  }
  return {
    JSII_NODE: process.execPath,
    ...environment,
    [silence]: [...silent.filter((version) => version !== '' && version !== String(major)), major].join(','),
  };
}
