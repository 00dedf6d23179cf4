/** `npm run sdl`: writes the schema that clients see to api/schema/api.graphql. */
import { writeFile } from 'node:fs/promises';
import { printSdl, SDL_FILE, servedSchema } from '../api/schema/sdl.ts';
import { startStack } from './start.ts';

const stack = await startStack({ recording: 'stack/recordings/quickstart.jsonl.gz', gateway: false });
try {
  await writeFile(SDL_FILE, printSdl(await servedSchema(stack.graphqlUrl)));
  console.log('api/schema/api.graphql written');
} finally {
  await stack.stop();
}
