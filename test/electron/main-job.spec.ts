import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { CentreProcess } from '#test/support/centre-process.ts';
import { becomeCounter, openForm, register, signIn } from '#test/support/counter-page.ts';
import { fillForm } from '#test/support/fill-form.ts';
import { launchDesktop, test } from '#test/support/launch-desktop.ts';
import { LoopbackProxy } from '#test/support/loopback-proxy.ts';
import { readDemoCatalogue } from '#test/support/request-generator/catalogue-json.ts';
import { generateRequest } from '#test/support/request-generator.ts';

// The stand-in for Electron cannot have the program's own scheme as an origin; its page comes from here.
const STANDIN_ORIGIN = 'http://klatiene.app.localhost';

test('[DT9] the desktop registers without a network, is killed, and sends when it can', async ({
  userData,
}) => {
  const catalogue = readDemoCatalogue();
  const receivedOn = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Riga' });
  const centre = await CentreProcess.start(STANDIN_ORIGIN);
  const line = await LoopbackProxy.start(centre.port);
  await writeFile(join(userData, 'settings.json'), JSON.stringify({ centre: line.origin }));
  try {
    const first = await launchDesktop(userData);
    await becomeCounter(first.page, 'clerk', 'SMI-1');
    await expect(first.page.getByText('Glabāšana pilna')).toBeVisible();
    line.cut();
    await expect(first.page.getByText('Nav tīkla, strādājam tālāk')).toBeVisible({ timeout: 30_000 });
    await openForm(first.page);
    await fillForm(
      first.page,
      catalogue,
      generateRequest(catalogue, { service: 'stavvietas-karte', seed: 12, receivedOn }),
    );
    const reference = await register(first.page);
    const killed = once(first.application.process(), 'exit');
    first.application.process().kill('SIGKILL');
    await killed;

    const second = await launchDesktop(userData);
    await signIn(second.page, 'clerk');
    const row = second.page.getByRole('row').filter({ hasText: reference });
    await expect(row).toContainText('šajā datorā');
    line.restore();
    await expect(row).toContainText('pieņemts centrā', { timeout: 90_000 });
    await expect(second.page.getByTestId('unsent')).toHaveText('Viss nosūtīts');
    await second.application.close();
  } finally {
    await line.stop();
    await centre.stop();
  }
});
