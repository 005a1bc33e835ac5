// Where VS Code's display language is Chinese: a command, the page, a hover and a mark.
import { test } from 'node:test';
import { has } from '../support/eventually.ts';
import { noVdso } from '../support/machine.ts';
import { useWorkbench } from '../support/workbench/useWorkbench.ts';

const keys = `package runtime

var vdsoSymbolKeys = []vdsoSymbolKey{
\t{"__kernel_clock_gettime", 0xd35ec75, 0x6e43a318, &vdsoClockgettimeSym},
}
`;
const workbench = useWorkbench(import.meta.filename, {
  language: 'zh-cn',
  files: { 'vdso_linux_arm64.go': keys },
});

test('a command in Chinese opens the live image, whose page is Chinese', { skip: noVdso }, async () => {
  await workbench().runCommand('检查 vDSO');
  await workbench().tab('linux-vdso.so.1（本机）').waitFor();
  const view = workbench().webview();
  await view.getByRole('tab', { name: /^符号/ }).waitFor();
  await has(view.locator('html'), 'lang', 'zh-cn');
  await workbench().pictures('chinese-live');
});

test('a wrong constant is marked, and hovered, in Chinese', async () => {
  await workbench().openFile('vdso_linux_arm64.go');
  const { page } = workbench();
  await page.locator('.squiggly-warning').first().waitFor();
  await workbench().hover('0xd35ec75', /0xd35ec75 不是 __kernel_clock_gettime 的 SysV 哈希值/);
  await workbench().screenshot('chinese-hover');
});
