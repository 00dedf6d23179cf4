/** What the command lines of the project have in common. */
import { InvalidArgumentError } from 'commander';

/** A parser of options: whole numbers, written in digits, from `least` to `most`. */
export function whole(least: number, most: number = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
    throw new InvalidArgumentError(`A whole number ${range} is expected.`);
  };
}

/** commander's complaint as one sentence, or two where it has a suggestion, and where help is. */
export function complaint(text: string, command: string): string {
  const [first = '', suggestion] = text
    .replace(/^error: /, '')
    .trim()
    .split('\n');
  const sentence = first.endsWith('.') ? first : `${first}.`;
  return `${sentence} ${suggestion ? `${suggestion} ` : ''}See ${command} -- --help.`;
}
