/** All rooms. */
import type { Room } from './room.ts';
import { archives } from './rooms/archives.ts';
import { args } from './rooms/arguments.ts';
import { atlas } from './rooms/atlas.ts';
import { clocks } from './rooms/clocks.ts';
import { code } from './rooms/code.ts';
import { comparison } from './rooms/comparison.ts';
import { consumers } from './rooms/consumers.ts';
import { containers } from './rooms/containers.ts';
import { demangling } from './rooms/demangle.ts';
import { editor } from './rooms/editor.ts';
import { elf } from './rooms/elf.ts';
import { formats } from './rooms/formats.ts';
import { language } from './rooms/language.ts';
import { program } from './rooms/program.ts';
import { programs } from './rooms/programs.ts';
import { protocol } from './rooms/protocol.ts';
import { report } from './rooms/report.ts';
import { session } from './rooms/session.ts';
import { sources } from './rooms/sources.ts';
import { tools } from './rooms/tools.ts';
import { worker } from './rooms/worker.ts';

export const rooms: readonly Room[] = [
  elf,
  sources,
  containers,
  archives,
  programs,
  demangling,
  code,
  comparison,
  clocks,
  consumers,
  report,
  session,
  atlas,
  args,
  formats,
  language,
  protocol,
  editor,
  tools,
  worker,
  program,
];
