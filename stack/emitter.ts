import type { RecordedLog } from './recording-format.ts';

/** Input "logs" + records: emit them. Input "fail": revert. Anything else is accepted and does nothing. */
const LOGS = '6c6f6773';
const FAIL = '6661696c';

/** A record is topic count (1 byte), address (20), data length (3), topics (32 each), data. */
const HEADER_BYTES = 24;

// Only these of the EVM's instructions are needed; pushes are written as bare hex numbers.
const OPCODES = {
  STOP: 0x00,
  ADD: 0x01,
  LT: 0x10,
  EQ: 0x14,
  ISZERO: 0x15,
  AND: 0x16,
  SHL: 0x1b,
  SHR: 0x1c,
  ADDRESS: 0x30,
  CALLDATALOAD: 0x35,
  CALLDATASIZE: 0x36,
  CALLDATACOPY: 0x37,
  MLOAD: 0x51,
  MSTORE: 0x52,
  JUMP: 0x56,
  JUMPI: 0x57,
  GAS: 0x5a,
  JUMPDEST: 0x5b,
  DUP1: 0x80,
  LOG0: 0xa0,
  LOG1: 0xa1,
  LOG2: 0xa2,
  LOG3: 0xa3,
  LOG4: 0xa4,
  CALL: 0xf1,
  REVERT: 0xfd,
} as const;

/** Memory: 00 position in the input, 20 topic count, 40 data length, 60 record length, 80 address, 0100 scratch. */
const SOURCE = [
  `00 CALLDATALOAD e0 SHR DUP1 ${FAIL} EQ @fail JUMPI ${LOGS} EQ ISZERO @done JUMPI`,
  '04 00 MSTORE',
  ':loop CALLDATASIZE 00 MLOAD LT ISZERO @done JUMPI',
  '00 MLOAD CALLDATALOAD DUP1 f8 SHR 20 MSTORE',
  `DUP1 58 SHR ${'ff'.repeat(20)} AND 80 MSTORE 40 SHR ffffff AND 40 MSTORE`,
  '40 MLOAD 20 MLOAD 05 SHL ADD 18 ADD 60 MSTORE',
  '80 MLOAD ADDRESS EQ @emit JUMPI',
  // Another contract's record: hand it over, alone, to the same code there.
  `${LOGS.padEnd(64, '0')} 0100 MSTORE 60 MLOAD 00 MLOAD 0104 CALLDATACOPY`,
  '00 00 60 MLOAD 04 ADD 0100 00 80 MLOAD GAS CALL ISZERO @fail JUMPI',
  ':next 60 MLOAD 00 MLOAD ADD 00 MSTORE @loop JUMP',
  ':emit 40 MLOAD 20 MLOAD 05 SHL 00 MLOAD ADD 18 ADD 0100 CALLDATACOPY',
  ...[0, 1, 2, 3, 4].map((n) => `20 MLOAD 0${n} EQ @log${n} JUMPI`),
  '@fail JUMP',
  ...[0, 1, 2, 3, 4].map((n) => `:log${n} ${topicsOnStack(n)} 40 MLOAD 0100 LOG${n} @next JUMP`),
  ':done STOP :fail 00 00 REVERT',
].join(' ');

function topicsOnStack(count: number): string {
  const offsets = Array.from({ length: count }, (_, index) => HEADER_BYTES + 32 * index).reverse();
  return offsets.map((offset) => `${offset.toString(16)} 00 MLOAD ADD CALLDATALOAD`).join(' ');
}

function byte(value: number): string {
  return value.toString(16).padStart(2, '0');
}

function assemble(source: string): string {
  const labels = new Map<string, number>();
  const jumps: { at: number; label: string }[] = [];
  const parts: string[] = [];
  let size = 0;
  const put = (code: string) => {
    parts.push(code);
    size += code.length / 2;
  };
  for (const token of source.split(/\s+/).filter(Boolean)) {
    if (token.startsWith(':')) {
      labels.set(token.slice(1), size);
      put(byte(OPCODES.JUMPDEST));
    } else if (token.startsWith('@')) {
      put('61');
      jumps.push({ at: parts.length, label: token.slice(1) });
      put('0000');
    } else if (token in OPCODES) put(byte(OPCODES[token as keyof typeof OPCODES]));
    else put(byte(0x5f + token.length / 2) + token);
  }
  for (const { at, label } of jumps) {
    const target = labels.get(label);
    if (target === undefined) throw new Error(`no label ${label}`);
    parts[at] = target.toString(16).padStart(4, '0');
  }
  return `0x${parts.join('')}`;
}

export const EMITTER_CODE = assemble(SOURCE);
export const REVERTING_INPUT = `0x${FAIL}`;

/** The input that makes the contracts emit exactly these logs in this order. */
export function emittingInput(logs: readonly Pick<RecordedLog, 'address' | 'topics' | 'data'>[]): string {
  const records = logs.map((log) => {
    const length = (log.data.length - 2) / 2;
    const topics = log.topics.map((topic) => topic.slice(2)).join('');
    return (
      byte(log.topics.length) + log.address.slice(2) + length.toString(16).padStart(6, '0') + topics + log.data.slice(2)
    );
  });
  return `0x${LOGS}${records.join('')}`;
}
