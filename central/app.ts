import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { callerHooks } from './plugins/caller.ts';
import { gzipAnswers } from './plugins/gzip-answer.ts';
import { describeRoutes } from './plugins/openapi.ts';
import { securePages } from './plugins/page-security.ts';
import { answerWithProblems, problemOf, sendProblem } from './plugins/problem-answers.ts';
import { limitRates } from './plugins/rate-limits.ts';
import { logRequests } from './plugins/request-log.ts';
import { readingCompiler } from './plugins/request-reading.ts';
import { serveWebApplication } from './plugins/web-application.ts';
import { attachmentRoutes } from './routes/attachment-routes.ts';
import type { Centre } from './routes/centre.ts';
import { deviceKeyRoutes } from './routes/device-key-routes.ts';
import { deviceRoutes } from './routes/device-routes.ts';
import { exchangeRoutes } from './routes/exchange-routes.ts';
import { healthRoute } from './routes/health-route.ts';
import { hintRoute } from './routes/hint-route.ts';
import { openApiRoute } from './routes/openapi-route.ts';
import { oversightRoutes } from './routes/oversight-routes.ts';
import { problemRoute } from './routes/problem-route.ts';
import { referenceRoutes } from './routes/reference-routes.ts';
import { satisfactionRoutes } from './routes/satisfaction-routes.ts';
import { sessionRoutes } from './routes/session-routes.ts';
import { syncRoutes } from './routes/sync-routes.ts';
import { unsettledRoutes } from './routes/unsettled-routes.ts';

/** What the application is told besides what it reaches the world by. */
export interface AppSettings {
  /** Origins, besides the desktop application's, whose pages may ask. */
  readonly origins: readonly string[];
  /** Folder of the built web application. */
  readonly webFolder: string;
  /** Whether a proxy on this machine says whom it asks for; else nobody is believed. */
  readonly isBehindProxy: boolean;
  /** Where requests are logged; nowhere when left out. */
  readonly logger?: FastifyBaseLogger;
}

const DEFAULT_BODY_BYTES = 65_536;

/** A request must have arrived whole within this time, also over a slow line. */
const REQUEST_MILLISECONDS = 120_000;

/** Assembles the centre's HTTP side. It does not listen: `server.ts` does, and tests inject. */
export async function buildApp(centre: Centre, settings: AppSettings): Promise<FastifyInstance> {
  const app = Fastify({
    ...(settings.logger === undefined ? {} : { loggerInstance: settings.logger }),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: DEFAULT_BODY_BYTES,
    requestTimeout: REQUEST_MILLISECONDS,
    // Every program of this machine can say that it asks for others, and so get around what is counted by address.
    trustProxy: settings.isBehindProxy ? 'loopback' : false,
    frameworkErrors: (failure, _request, reply) => {
      sendProblem(reply, problemOf(failure));
    },
    forceCloseConnections: 'idle',
  }).withTypeProvider<ZodTypeProvider>();

  // JSON is the only content that is taken.
  app.removeContentTypeParser('text/plain');
  app.setValidatorCompiler(readingCompiler);
  app.setSerializerCompiler(serializerCompiler);
  logRequests(app);
  answerWithProblems(app);
  await securePages(app, settings.origins);
  await limitRates(app);
  gzipAnswers(app);
  await describeRoutes(app);
  const callers = callerHooks(app, centre);

  const parts = { centre, callers };
  healthRoute(app, parts);
  sessionRoutes(app, parts);
  deviceRoutes(app, parts);
  deviceKeyRoutes(app, parts);
  syncRoutes(app, parts);
  hintRoute(app, parts);
  referenceRoutes(app, parts);
  oversightRoutes(app, parts);
  unsettledRoutes(app, parts);
  satisfactionRoutes(app, parts);
  await attachmentRoutes(app, parts);
  await exchangeRoutes(app, parts);
  problemRoute(app);
  openApiRoute(app);
  await serveWebApplication(app, settings.webFolder);
  await app.ready();
  return app;
}
