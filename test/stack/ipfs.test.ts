/** The recording's files on IPFS: each is what its CID says, and the local gateway has these and no others. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFiles, startIpfs } from '../../stack/ipfs.ts';
import { loadRecording, type RecordedFile } from '../../stack/recording.ts';
import { Supervisor } from '../../stack/supervisor.ts';
import { recordingFile } from '../support/recording.ts';

let files: RecordedFile[];
beforeAll(async () => {
  files = (await loadRecording(recordingFile('story'))).files;
});

describe('a file and its CID', () => {
  it('agree in a recording, in both forms of CID that it has', async () => {
    await checkFiles(files);
    expect(new Set(files.map(({ cid }) => cid.slice(0, 2)))).toEqual(new Set(['Qm', 'ba']));
  });

  it('do not agree once a digit is another', async () => {
    for (const { cid, content } of files) {
      const altered = content.replace('"1', '"2');
      expect(altered).not.toBe(content);
      await expect(checkFiles([{ type: 'ipfs', cid, content: altered }])).rejects.toMatchObject({
        code: 'IPFS_MISMATCH',
        message: `the recording's file ${cid} has other bytes than its CID says; the file was altered.`,
      });
    }
  });

  it('do not agree where another file has that CID', async () => {
    const [first, second] = files as [RecordedFile, RecordedFile];
    const swapped = checkFiles([{ ...first, content: second.content }]);
    await expect(swapped).rejects.toMatchObject({ code: 'IPFS_MISMATCH' });
  });

  it('cannot be compared where it is no CID', async () => {
    const unnamed = checkFiles([{ type: 'ipfs', cid: 'nothing', content: '[]' }]);
    await expect(unnamed).rejects.toMatchObject({
      code: 'IPFS_CID',
      message: '"nothing" in the recording is not an IPFS CID.',
    });
  });
});

describe('the local IPFS gateway', () => {
  const supervisor = new Supervisor();
  let url: string;
  beforeAll(async () => {
    ({ url } = await startIpfs(supervisor, files));
  });
  afterAll(() => supervisor.stop());

  it('hands out the files of the recording, byte for byte', async () => {
    for (const { cid, content } of files) expect(await (await fetch(`${url}/ipfs/${cid}`)).text()).toBe(content);
  });

  it('has no others, but says yes to whoever only asks whether it is there', async () => {
    const other = `${url}/ipfs/QmbWqxBEKC3P8tqsKc98xmWNzrzDtRLMiMPL8wBuTGsMnR`;
    expect((await fetch(other)).status).toBe(404);
    expect((await fetch(other, { method: 'HEAD' })).status).toBe(200);
  });
});
