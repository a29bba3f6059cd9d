// A build that failed, in words: what is wrong and what to do. Maven ends with links to pages about its plug-ins.

// The first that fits. Seen with Maven 3.8.7 and javac 17: sources that do not compile, a library that cannot be fetched with and
// without --offline, a POM that cannot be read, a JAVA_HOME that leads nowhere. The other signs were not seen here.
const causes = [
  {
    sign: /JAVA_HOME (?:environment variable is not defined|is set to an invalid|not found)|JAVA_HOME should point/,
    say: 'Maven does not find Java. Let JAVA_HOME name the folder of a JDK 17, 21 or 25.',
  },
  {
    sign: /No compiler is provided in this environment/,
    say: 'This Java has no compiler: it is a JRE. Install a JDK 17, 21 or 25, or let JAVA_HOME name its folder.',
  },
  {
    sign: /release version 17 not supported|invalid target release|invalid flag: --release|class file version 61/,
    say: 'Maven runs with a Java that is too old. Let JAVA_HOME name the folder of a JDK 17, 21 or 25.',
  },
  {
    sign: /COMPILATION ERROR|Compilation failure/,
    say: 'The Java sources do not compile. Mend what stands above, and run the command again.',
    show: /^\[ERROR\] +(.*\.java:.*)$/,
  },
  {
    sign: /No space left on device|not enough space on the disk/i,
    say: 'The disk is full. Free some space, and run the command again.',
  },
  {
    sign: /Could not (?:transfer|find) artifact|could not be resolved|Unknown host|Connection (?:refused|reset|timed out)|PKIX path|in offline mode/,
    say: 'A library could not be fetched. Is there a connection to the internet? Behind a proxy, or with a mirror of the'
      + ' firm, Maven reads both from .m2/settings.xml in your home folder. What has been fetched stays; run the command again.',
    show: /^\[ERROR\] +(.*(?:Could not (?:transfer|find) artifact|offline mode).*)$/,
  },
  {
    sign: /Non-(?:parseable|readable) POM|Malformed POM|The build could not read/,
    say: 'pom.xml cannot be read. "git diff pom.xml" shows what has changed in it.',
    show: /^\[ERROR\] +(.*POM.*)$/,
  },
];

const LONGEST = 20;

/** @param text all that Maven wrote */
export function whatWentWrong(text) {
  const lines = text.split(/\r?\n/);
  const cause = causes.find(({ sign }) => sign.test(text))
    ?? { say: 'The build failed. Mend what stands above, and run the command again.', show: /^\[ERROR\] +(?!\[Help|->|Re-run|To see|For more|After correcting)(.+)$/ };
  const shown = cause.show === undefined ? [] : lines.flatMap((line) => cause.show.exec(line)?.[1] ?? []);
  // Maven says an error where it happens and again at its end.
  const once = [...new Set(shown.map((line) => line.replace(/ -> \[Help \d+\]$/, '')))];
  const rest = once.length > LONGEST ? [`... and ${once.length - LONGEST} more`] : [];
  return [...once.slice(0, LONGEST), ...rest, cause.say].join('\n');
}
