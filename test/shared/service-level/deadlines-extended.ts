import { readDeadlineCases } from './deadline-case.ts';

/** Clocks whose deadline was extended, with and without pauses. */
export const extendedDeadlines = readDeadlineCases(`
VAR | 1 month | 2026-09-09 10:00 | | 2026-10-01 10:00 -> 2026-11-09 | 2026-11-09 | [SL45] due on the date given
VAR | 10 working-day | 2026-10-07 10:00 | | 2026-10-15 10:00 -> 2026-11-30 | 2026-11-30 | [SL45] working days give way to a date
VAR | 30 minute | 2026-10-09 10:00 | | 2026-10-09 10:10 -> 2026-10-12 | 2026-10-12 | [SL45] and so do minutes
SMI | 1 month | 2026-05-20 10:00 | | 2026-06-01 10:00 -> 2026-06-27 | 2026-06-27 | [SL45] a worked Saturday is kept
VAR | 1 month | 2026-09-09 10:00 | | 2026-10-01 10:00 -> 2026-11-18 | 2026-11-19 | [SL45] a date that a later calendar made a day off moves
VAR | 1 month | 2026-09-09 10:00 | | 2026-10-01 10:00 -> 2026-10-05 | 2026-10-09 | [SL45] its own time ends later
VAR | 1 month | 2026-09-09 10:00 | | 2026-10-01 10:00 -> 2026-09-30 | 2026-10-09 | [SL45] a date before the extension changes nothing
VAR | 1 month | 2026-09-09 10:00 | 2026-09-14 10:00 .. 2026-09-28 10:00 | 2026-10-12 10:00 -> 2026-11-09 | 2026-11-09 | [SL45] earlier pauses are in the date already
VAR | 1 month | 2026-09-09 10:00 | 2026-10-20 10:00 .. 2026-10-23 10:00 | 2026-10-01 10:00 -> 2026-11-09 | 2026-11-12 | [SL45] a later pause takes out three days
VAR | 1 month | 2026-09-09 10:00 | 2026-10-20 10:00 .. 2026-10-25 10:00 | 2026-10-01 10:00 -> 2026-11-09 | 2026-11-16 | [SL45] five days more are Saturday 14, which moves
VAR | 1 month | 2026-09-09 10:00 | 2026-10-20 10:00 .. 2026-10-20 16:00 | 2026-10-01 10:00 -> 2026-11-09 | 2026-11-09 | [SL45] a later pause within one day
VAR | 1 month | 2026-09-09 10:00 | 2026-11-09 10:00 .. 2026-11-11 10:00 | 2026-10-01 10:00 -> 2026-11-09 | 2026-11-11 | [SL45] stopped on the last day
VAR | 1 month | 2026-09-09 10:00 | 2026-11-10 00:00 .. 2026-11-12 10:00 | 2026-10-01 10:00 -> 2026-11-09 | 2026-11-09 | [SL39] stopped when it had passed
VAR | 1 month | 2026-09-09 10:00 | 2026-09-28 10:00 .. 2026-10-05 10:00 | 2026-10-01 10:00 -> 2026-11-09 | 2026-11-12 | [SL45] of a pause around the extension 2 to 4 October are later
VAR | 1 month | 2026-09-09 10:00 | 2026-10-01 12:00 .. 2026-10-02 09:00 | 2026-10-01 10:00 -> 2026-11-09 | 2026-11-09 | [SL45] the day of the extension counts in no case
VAR | 1 month | 2026-09-09 10:00 | 2026-12-01 10:00 .. 2026-12-11 10:00 | 2026-10-01 10:00 -> 2027-01-11 | 2027-01-21 | [SL45] ten days beyond the longest date
VAR | 1 month | 2026-09-09 10:00 | 2026-10-24 23:30 .. 2026-10-25 00:30 | 2026-10-01 10:00 -> 2026-10-26 | 2026-10-27 | [SL45] an hour over midnight before the autumn change
VAR | 5 working-day | 2025-12-12 10:00 | 2025-12-15 12:00 .. 2025-12-22 12:00 | 2025-12-15 10:00 -> 2025-12-22 | 2026-01-02 | [SL45] after a pause the own time ends later, over Christmas
VAR | 1 month | 2026-09-09 10:00 | 2026-11-02 10:00 .. | 2026-10-01 10:00 -> 2026-11-09 | left 8 calendar-day | [SL40] 2 to 9 November are left
VAR | 1 month | 2026-09-09 10:00 | 2026-09-28 10:00 .. | 2026-10-01 10:00 -> 2026-11-09 | left 39 calendar-day | [SL40] extended while it stood: 2 October to 9 November
VAR | 1 month | 2026-09-09 10:00 | 2026-11-10 10:00 .. | 2026-10-01 10:00 -> 2026-11-09 | left 0 calendar-day | [SL40] stopped when the date given had passed
VAR | 5 working-day | 2025-12-12 10:00 | 2025-12-15 12:00 .. 2025-12-22 12:00; 2025-12-23 10:00 .. | 2025-12-15 10:00 -> 2025-12-22 | left 4 working-day | [SL40] what is left of the time that ends later
`);
