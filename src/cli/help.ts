/** What `--help` prints; it imports nothing, so that nothing is waited for. */
export const help = `vdso-explorer: what each runtime finds in a vDSO image, and why

Usage: vdso-explorer [inspect] [FILE | FOLDER | --live | --pid N] [options]
       vdso-explorer check [FILE... | --live | --pid N] [--require LIST] [--user-clock LIST] [--format NAME]
       vdso-explorer diff FROM TO [--full] [--format NAME]
       vdso-explorer matrix FILE|FOLDER... [--rows ROWS] [--baseline FILE] [--format NAME]
       vdso-explorer clock [--live | --pid N] [--format NAME]
       vdso-explorer atlas [--arch ARCH] [--consumer ID[@RELEASE]] [--format NAME]
       vdso-explorer completions bash | zsh | fish

What to read (default: --live)
  FILE                an ELF file: a dumped vDSO, a library, a program; or a kernel, core dump, package
                      (.deb, .rpm, .apk) or archive, of which the images inside are listed. A file that is
                      called like a command is opened as ./check
  FOLDER              the images below it are listed (docs/containers.md)
  --image N|NAME      the image of this number or name inside FILE or FOLDER; of a single one nothing need
                      be said. self: FILE itself, where it is an ELF file. check, diff and matrix: once for
                      all files that hold images, or once for each file in its order
  --live              the vDSO that the kernel mapped into this process
  --pid N             the vDSO of process N; what that process runs (glibc, musl, Go) is told
                      and comes first, at the release it has

What to write (default: a summary of at most 24 lines)
  --full, --text      the whole report
  --json              the report as JSON (docs/report.md)
  --format NAME       how it is written (docs/formats.md): summary, text, json; check: text, json, github, junit,
                      sarif, markdown; diff: text, json, markdown; matrix: text, json, markdown, csv; clock: text,
                      json; atlas: text, json, markdown, csv. --text and --json are short for two of them
  --symtab            the whole report, and also the static symbols (.symtab)
  --demangle          the whole report, with names of C++ and Rust as in the source; JSON has
                      them beside the mangled ones
  --replay            the whole report, and also each step of each runtime's lookup
  --sha256            the whole report, and also the SHA-256 of the image
  --dump OUT          also the image itself, into the new file OUT
  --force             OUT may replace a regular file; of a link the link itself, never what it
                      leads to. The file that is read, folders and devices are never replaced
  --addr ADDRESS      instead of a report: the symbol at this hexadecimal address, of the process or
                      relative to the image, or at [vdso]+0x1af0 from its start; may be given several times
  --why NAME          instead of a report: where this symbol is, who looks it up and what comes of it, which
                      architectures export it since when, what it is called here; may be given several times
  --lookup NAME[@VERSION]
                      instead of a report: the hashes of any name, its bucket and chain, and what comes of looking
                      it up as each runtime does; with --consumer or --go as this one does, step by step;
                      may be given several times
  --byte OFFSET       instead of a report: the fields, rows and sections that the byte at this hexadecimal
                      offset of the file belongs to; may be given several times
  --strings SECTION   instead of a report: the strings of this section, by its name or index, with their file
                      offsets, as strings finds them; may be given several times
  --code              the whole report, and also what the code of each exported function does: whether it
                      stays in user space, which counters it reads, which system calls it makes (docs/code.md)
  --clocks            instead of a report: what the code does for each clock; with --json the report with --code
  --disasm NAME       instead of a report: the instructions of this function, or from an address of the
                      image (0x...) to the end of its function; may be given several times

Who is asked about the image (default: every known runtime, newest release, and apart from them those
that take the whole image, such as breakpad and libunwind, with what each needs of it)
  --go RELEASE        only Go, as of this release: --go 1.21
  --consumer ID[@RELEASE]
                      only this runtime, as of a release as its project tags it (musl@1.2.5, abseil@20260526)
                      or of a day where it has no tags (bionic@2025-03-26); may be given several times
  --program PROG      also the Go program PROG: what its own keys find in this image
  --as-vdso           ask also when the file is no vDSO image, as if the kernel had mapped it

check: one line for each runtime, and an exit status for continuous integration; of several files, and of
all images inside a file or folder, the worst
  --require LIST      what must be served, separated by commas: go, musl@1.2.5 (as of a release),
                      glibc:all (every key, not only some), async-profiler:all (every need). With --pid and without a list: what the
                      process runs, at the releases it has; a name without release means the process's.
                      Only these are asked, and whom --consumer names
  --lines             also each that is not served as FILE: error: …, for what reads compilers' messages
  --user-clock LIST   clocks that the image's code must be able to read without the kernel, by commas:
                      realtime, monotonic, raw, realtime-coarse, monotonic-coarse, boottime, tai

diff: what is different between two images, consumers first (docs/compare.md). FROM and TO are images, kernels
and core dumps with images in them, or reports that --json wrote; --live or --pid N stands for TO. Of several
images inside, --image names one, unless only one is of the other's architecture
  --full              also the parts line by line, as a unified diff

matrix: many images and saved reports side by side (docs/fleet.md). A folder stands for its reports (*.json) and
the images below it
  --rows ROWS         consumers (as long as nothing is said), symbols or clocks
  --baseline FILE     hold the others against this image or report, which may be one of them

clock: why is my clock slow? Whether clock calls of this process, or of process N, stay in user space, by a
measurement of at most a tenth of a second and by everything that decides it; and what to do (docs/clock.md)

atlas: which kernel serves which runtime, without an image (docs/atlas.md); for each runtime that is
named also its keys, from which kernel on they are found, and why not before
  --arch ARCH         only kernels of this architecture (arm64, s390x, …); may be given several times

completions: what a shell needs to complete commands, options, runtimes and architectures, as in
source <(vdso-explorer completions bash)

  --help              this text
  --version           the version

Exit status: 0 a report was written (a damaged ELF file is reported with its problems),
1 the image cannot be read or is no ELF file, or the report cannot be written (a reader that
leaves early, such as head, is no failure), 2 wrong usage, 3 a required runtime is not served: it
falls back, refuses, would crash or hang, is not applicable, or nobody read what it does; or a clock
of --user-clock always enters the kernel, or its code can't be followed. diff:
0 no difference, 1 a difference, 2 trouble. Whether standard error can be written changes nothing.
`;
