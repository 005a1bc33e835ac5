/** What the walkthrough opens to point at: Go 1.19's keys for arm64, whose hashes are those of another name. */
export const sampleSource = `package runtime

var vdsoLinuxVersion = vdsoVersionKey{"LINUX_2.6.39", 0x75fcb89}

var vdsoSymbolKeys = []vdsoSymbolKey{
	{"__kernel_clock_gettime", 0xd35ec75, 0x6e43a318, &vdsoClockgettimeSym},
}

var vdsoClockgettimeSym uintptr
`;
