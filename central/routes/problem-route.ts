import { z } from 'zod';
import { problemResponses } from '#central/plugins/openapi.ts';
import { Problem } from '#central/plugins/problem.ts';
import { PROBLEM_TEXTS } from '#central/plugins/problem-texts.ts';
import { PROBLEM_TYPES, type ProblemType } from '#shared/protocol/problem.ts';
import type { CentreApp } from './centre.ts';

/** `GET /problems/:name`: what the `type` of a problem document leads to, in plain words for whoever looks. */
export function problemRoute(app: CentreApp): void {
  app.get(
    '/problems/:name',
    {
      schema: {
        summary: 'What a kind of problem means and what to do about it',
        tags: ['operation'],
        params: z.object({ name: z.string().max(64) }),
        response: {
          200: { description: 'The words.', content: { 'text/plain': { schema: z.string() } } },
          ...problemResponses('not-found'),
        },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      if (!Object.hasOwn(PROBLEM_TYPES, name)) throw new Problem('not-found');
      const { title, meaning, retry, action } = PROBLEM_TEXTS[name as ProblemType];
      const status = PROBLEM_TYPES[name as ProblemType];
      const lines = [
        `${name} (${status})`,
        '',
        title,
        '',
        meaning,
        '',
        `Retry: ${retry}`,
        `What to do: ${action}`,
      ];
      return reply
        .type('text/plain; charset=utf-8')
        .serializer((text: unknown) => String(text))
        .send(`${lines.join('\n')}\n`);
    },
  );
}
