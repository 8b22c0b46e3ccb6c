import * as Comlink from 'comlink';
import { portEndOf } from '#renderer/platform/port-end.ts';
import type { Counter } from './counter.ts';
import type { JournalCondition } from './counter-api.ts';
import type { OutboxApi } from './outbox-api.ts';

/**
 * The counter as it crosses to the window: the journal's port comes as a browser's, functions that end a watch go as
 * proxies, and a listener that has been ended is let go, so that neither side keeps the other's memory.
 */
export function watchable(counter: Counter) {
  return {
    connect: (journal: { readonly kind: 'port'; readonly port: MessagePort } | JournalCondition) =>
      counter.connect(journal.kind === 'port' ? { kind: 'port', port: portEndOf(journal.port) } : journal),
    signIn: counter.signIn.bind(counter),
    openWith: counter.openWith.bind(counter),
    resume: counter.resume.bind(counter),
    signOut: counter.signOut.bind(counter),
    enrol: counter.enrol.bind(counter),
    readReference: counter.readReference.bind(counter),
    readCatalogue: counter.readCatalogue.bind(counter),
    register: counter.register.bind(counter),
    act: counter.act.bind(counter),
    saveDraft: counter.saveDraft.bind(counter),
    openForm: counter.openForm.bind(counter),
    discardDraft: counter.discardDraft.bind(counter),
    findByReference: counter.findByReference.bind(counter),
    attach: counter.attach.bind(counter),
    readAttachment: counter.readAttachment.bind(counter),
    closeVerdict: counter.closeVerdict.bind(counter),
    describeForSupport: counter.outbox.describeForSupport.bind(counter.outbox),
    exportOperations: counter.outbox.exportOperations.bind(counter.outbox),
    importFile: counter.outbox.importFile.bind(counter.outbox),
    watchOutbox: (...[query, listener]: Parameters<OutboxApi['watchOutbox']>) =>
      Comlink.proxy(counter.outbox.watchOutbox(query, listener)),
    syncNow: counter.syncNow.bind(counter),
    watchStatus: (listener: Parameters<Counter['watchStatus']>[0]) =>
      Comlink.proxy(counter.watchStatus(listener)),
    watchDrafts: (listener: Parameters<Counter['watchDrafts']>[0]) =>
      Comlink.proxy(counter.watchDrafts(listener)),
    watchQueue: (...[query, listener]: Parameters<Counter['watchQueue']>) =>
      Comlink.proxy(counter.watchQueue(query, listener)),
    watchAttachments: (...[ids, listener]: Parameters<Counter['watchAttachments']>) =>
      Comlink.proxy(counter.watchAttachments(ids, listener)),
    watchCase: (...[caseId, listener]: Parameters<Counter['watchCase']>) =>
      Comlink.proxy(counter.watchCase(caseId, listener)),
  };
}

/** What the window holds of the counter. */
export type RemoteCounter = Comlink.Remote<ReturnType<typeof watchable>>;
