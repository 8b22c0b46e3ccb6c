import { readDeadlineCases } from './deadline-case.ts';

/** Deadlines of clocks that stood for a while and run again. */
export const pausedDeadlines = readDeadlineCases(`
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-12 09:00 .. 2026-10-12 16:00 | | 2026-10-21 | [SL34] a pause within Monday takes out nothing
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-12 00:00 .. 2026-10-12 23:59 | | 2026-10-21 | [SL34] nearly the whole Monday, but the clock runs at its end
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-12 16:00 .. 2026-10-13 09:00 | | 2026-10-22 | [SL36] one night takes out Monday
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-12 23:59 .. 2026-10-13 00:00 | | 2026-10-22 | [SL34] a minute up to midnight takes out Monday
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-13 00:00 .. 2026-10-13 00:30 | | 2026-10-21 | [SL34] half an hour from midnight lies within Tuesday
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-12 00:00 .. 2026-10-13 00:00 | | 2026-10-22 | [SL34] from midnight to midnight takes out one day
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-09 16:00 .. 2026-10-12 09:00 | | 2026-10-22 | [SL36] over a weekend only Friday is a working day
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-10 10:00 .. 2026-10-11 20:00 | | 2026-10-21 | [SL36] a Saturday has no working day to take out
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-10 10:00 .. 2026-10-12 08:00 | | 2026-10-21 | [SL36] nor has a weekend up to Monday morning
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-07 15:00 .. 2026-10-08 09:00 | | 2026-10-21 | [SL34] the day of the start counts in no case
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-07 15:00 .. 2026-10-09 09:00 | | 2026-10-22 | [SL34] but the Thursday after it is taken out
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-08 12:00 .. 2026-10-09 12:00; 2026-10-14 12:00 .. 2026-10-15 12:00 | | 2026-10-23 | [SL36] two pauses of a night take out two days
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-12 12:00 .. 2026-10-13 12:00; 2026-10-13 12:00 .. 2026-10-14 12:00 | | 2026-10-23 | [SL41] two that touch are as one
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-12 12:00 .. 2026-10-14 12:00 | | 2026-10-23 | [SL41] and this is the one
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-12 09:00 .. 2026-10-12 10:00; 2026-10-12 11:00 .. 2026-10-12 16:00 | | 2026-10-21 | [SL34] two pauses within one day take out nothing
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-21 10:00 .. 2026-10-22 10:00 | | 2026-10-22 | [SL37] stopped on the last day, it ends a day later
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-21 10:00 .. 2026-10-28 10:00 | | 2026-10-28 | [SL37] stopped on the last day for a week, it ends when it runs
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-22 08:00 .. 2026-10-29 08:00 | | 2026-10-21 | [SL39] what was late stays late
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-22 00:00 .. 2026-10-25 08:00 | | 2026-10-21 | [SL39] from the first instant that is too late
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-21T20:59:59.999Z .. 2026-10-22T06:00:00.000Z | | 2026-10-22 | [SL39] in the last millisecond it was not late
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-12 12:00 .. 2026-10-14 12:00; 2026-10-22 12:00 .. 2026-10-23 12:00 | | 2026-10-26 | [SL36] the second pause matters because of the first
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-12 12:00 .. 2026-10-12 12:00 | | 2026-10-21 | [SL34] a pause without length
VAR | 10 working-day | 2026-10-07 10:00 | 2026-10-05 10:00 .. 2026-10-06 10:00 | | 2026-10-21 | [SL41] a pause before the start plays no part
VAR | 3 calendar-day | 2026-10-06 10:00 | 2026-10-05 09:00 .. 2026-10-08 09:00 | | 2026-10-12 | [SL41] of a pause from before the start only 7 October is taken out
SMI | 5 working-day | 2026-06-17 10:00 | 2026-06-19 12:00 .. 2026-06-25 09:00 | | 2026-06-29 | [SL36] over Midsummer only Friday 19 was worked, and 27 counts
VAR | 5 working-day | 2026-06-17 10:00 | 2026-06-19 12:00 .. 2026-06-25 09:00 | | 2026-06-30 | [SL36] here 22 June was worked too
SMI | 5 working-day | 2026-06-17 10:00 | 2026-06-26 12:00 .. 2026-06-29 12:00 | | 2026-06-30 | [SL36] the worked Saturday is taken out with the Friday
VAR | 5 working-day | 2026-06-17 10:00 | 2026-06-26 12:00 .. 2026-06-29 12:00 | | 2026-06-29 | [SL36] here the Saturday was free
VAR | 10 working-day | 2025-12-15 10:00 | 2025-12-23 15:00 .. 2025-12-29 09:00 | | 2026-01-06 | [SL36] over Christmas only 23 December was worked
SMI | 10 working-day | 2025-12-15 10:00 | 2025-12-23 15:00 .. 2026-01-05 09:00 | | 2026-01-09 | [SL36] five had counted, and five follow the pause
VAR | 10 working-day | 2025-12-15 10:00 | 2025-12-23 15:00 .. 2026-01-05 09:00 | | 2026-01-09 | [SL36] the same here, though 2 January was taken out as well
VAR | 5 working-day | 2026-03-30 10:00 | 2026-04-02 12:00 .. 2026-04-07 09:00 | | 2026-04-09 | [SL36] over Easter only Maundy Thursday was worked
VAR | 5 working-day | 2026-03-30 10:00 | 2026-04-03 09:00 .. 2026-04-06 20:00 | | 2026-04-08 | [SL36] a pause over days off alone
SMI | 5 working-day | 2028-07-03 10:00 | 2028-07-05 12:00 .. 2028-07-06 12:00 | | 2028-07-12 planned-day | [SL17] a day later, past the planned Monday
VAR | 3 working-day | 2028-12-27 10:00 | 2028-12-28 12:00 .. 2028-12-29 12:00 | | 2029-01-03 calendar-not-confirmed | [SL16] the pause carries it further into 2029
VAR | 2 working-day | 2028-12-27 10:00 | 2028-12-28 12:00 .. 2028-12-29 12:00 | | 2029-01-02 calendar-not-confirmed | [SL16] the pause carries it out of the file
VAR | 8 calendar-day | 2028-06-30 10:00 | 2028-07-11 10:00 .. 2028-07-13 10:00 | | 2028-07-13 planned-day | [SL17] without the planned Monday it would have ended before the pause
VAR | 0 working-day | 2026-10-09 10:00 | 2026-10-09 11:00 .. 2026-10-09 12:00 | | 2026-10-09 | [SL34] a pause within the only day
VAR | 0 working-day | 2026-10-09 10:00 | 2026-10-09 11:00 .. 2026-10-12 09:00 | | 2026-10-12 | [SL37] zero working days end on the first at whose end the clock runs
VAR | 0 working-day | 2026-10-10 10:00 | 2026-10-10 12:00 .. 2026-10-12 09:00 | | 2026-10-12 | [SL37] Saturday's zero days end on Monday anyway
VAR | 0 working-day | 2026-10-10 10:00 | 2026-10-12 09:00 .. 2026-10-14 09:00 | | 2026-10-14 | [SL37] stopped on the Monday to which they moved
VAR | 0 month | 2026-10-09 10:00 | 2026-10-09 11:00 .. 2026-10-10 09:00 | | 2026-10-12 | [SL37] zero months, stopped over Friday's end
VAR | 2 working-day | 2026-03-27 10:00 | 2026-03-28 22:00 .. 2026-03-29 12:00 | | 2026-03-31 | [SL36] the night of the spring change has no working day
VAR | 3 calendar-day | 2026-03-27 10:00 | 2026-03-28 23:30 .. 2026-03-29 03:30 | | 2026-03-31 | [SL35] the short night of the spring change takes out Saturday
VAR | 3 calendar-day | 2026-03-27 10:00 | 2026-03-29 00:30 .. 2026-03-29 23:30 | | 2026-03-30 | [SL34] within the Sunday of 23 hours
VAR | 3 calendar-day | 2026-03-27 10:00 | 2026-03-28T22:30:00.000Z .. 2026-03-29T20:59:59.999Z | | 2026-03-30 | [SL34] up to its last millisecond
VAR | 3 calendar-day | 2026-03-27 10:00 | 2026-03-28T22:30:00.000Z .. 2026-03-29T21:00:00.000Z | | 2026-03-31 | [SL35] its midnight comes at 21 o'clock in Greenwich
VAR | 3 calendar-day | 2026-10-23 10:00 | 2026-10-24 23:30 .. 2026-10-25 00:30 | | 2026-10-27 | [SL35] an hour over midnight before the autumn change
VAR | 3 calendar-day | 2026-10-23 10:00 | 2026-10-24T21:30:00.000Z .. 2026-10-25T21:30:00.000Z | | 2026-10-26 | [SL34] 24 hours within the Sunday of 25
VAR | 3 calendar-day | 2026-10-23 10:00 | 2026-10-24T21:30:00.000Z .. 2026-10-25T22:00:00.000Z | | 2026-10-27 | [SL35] its midnight comes at 22 o'clock in Greenwich
VAR | 14 calendar-day | 2026-10-09 10:00 | 2026-10-12 10:00 .. 2026-10-13 10:00 | | 2026-10-26 | [SL35] a day more is Saturday 24, which moves to Monday
VAR | 14 calendar-day | 2026-10-09 10:00 | 2026-10-12 10:00 .. 2026-10-14 10:00 | | 2026-10-26 | [SL35] two days more are Sunday 25, which moves to Monday
VAR | 14 calendar-day | 2026-10-09 10:00 | 2026-10-12 10:00 .. 2026-10-15 10:00 | | 2026-10-26 | [SL35] three days more are Monday itself
VAR | 14 calendar-day | 2026-10-09 10:00 | 2026-10-12 10:00 .. 2026-10-16 10:00 | | 2026-10-27 | [SL35] four days more are Tuesday
VAR | 8 calendar-day | 2026-10-09 10:00 | 2026-10-16 10:00 .. 2026-10-17 10:00 | | 2026-10-19 | [SL35] Saturday 17 and a day are Sunday, not Monday and a day
VAR | 8 calendar-day | 2026-10-09 10:00 | 2026-10-17 10:00 .. 2026-10-18 10:00 | | 2026-10-19 | [SL37] stopped on the last day, a Saturday
VAR | 8 calendar-day | 2026-10-09 10:00 | 2026-10-17 10:00 .. 2026-10-20 10:00 | | 2026-10-20 | [SL35] Saturday and three days are Tuesday
VAR | 8 calendar-day | 2026-10-09 10:00 | 2026-10-18 10:00 .. 2026-10-18 20:00 | | 2026-10-19 | [SL34] within the Sunday between
VAR | 8 calendar-day | 2026-10-09 10:00 | 2026-10-18 10:00 .. 2026-10-19 10:00 | | 2026-10-19 | [SL37] on Monday the clock runs again
VAR | 8 calendar-day | 2026-10-09 10:00 | 2026-10-18 10:00 .. 2026-10-20 10:00 | | 2026-10-20 | [SL37] begun between Saturday and the Monday it moved to
VAR | 8 calendar-day | 2026-10-09 10:00 | 2026-10-18 10:00 .. 2026-10-21 10:00 | | 2026-10-21 | [SL37] the same for a day longer
VAR | 8 calendar-day | 2026-10-09 10:00 | 2026-10-19 10:00 .. 2026-10-20 10:00 | | 2026-10-20 | [SL37] begun on the Monday to which it moved
VAR | 8 calendar-day | 2026-10-09 10:00 | 2026-10-19 10:00 .. 2026-10-24 10:00 | | 2026-10-26 | [SL37] running again on a Saturday, it moves to Monday
VAR | 8 calendar-day | 2026-10-09 10:00 | 2026-10-20 00:00 .. 2026-10-24 10:00 | | 2026-10-19 | [SL39] begun after Monday is over
VAR | 8 calendar-day | 2026-10-09 10:00 | 2026-10-18 10:00 .. 2026-10-20 10:00; 2026-10-20 12:00 .. 2026-10-22 10:00 | | 2026-10-22 | [SL37] stopped again on the day it moved to
VAR | 1 month | 2026-09-09 10:00 | 2026-09-14 10:00 .. 2026-09-28 10:00 | | 2026-10-23 | [SL35] 9 October and two weeks
VAR | 1 month | 2026-09-09 10:00 | 2026-09-09 11:00 .. 2026-09-10 09:00 | | 2026-10-09 | [SL34] the night after the start
VAR | 1 month | 2026-09-09 10:00 | 2026-10-08 10:00 .. 2026-11-08 10:00 | | 2026-11-09 | [SL35] 9 October and 31 days
VAR | 1 month | 2026-01-31 10:00 | 2026-02-10 10:00 .. 2026-02-13 10:00 | | 2026-03-03 | [SL35] 28 February and three days, counted before the move
VAR | 1 month | 2028-01-31 10:00 | 2028-02-28 10:00 .. 2028-02-29 10:00 | | 2028-03-01 | [SL35] the leap day and one day
VAR | 2 month | 2026-12-31 10:00 | 2027-01-30 10:00 .. 2027-02-03 10:00 | | 2027-03-04 | [SL35] the months stay counted at once: 28 February and four days
VAR | 1 month | 2026-11-24 10:00 | 2026-12-25 10:00 .. 2026-12-27 10:00 | | 2026-12-28 | [SL37] a pause between Christmas Eve and the Monday it moved to
VAR | 1 month | 2026-11-24 10:00 | 2026-12-26 10:00 .. 2026-12-30 10:00 | | 2026-12-30 | [SL37] the same until Wednesday
VAR | 1 month | 2026-11-24 10:00 | 2026-12-28 10:00 .. 2026-12-31 10:00 | | 2027-01-04 | [SL37] running again on New Year's Eve, it moves to Monday
VAR | 30 minute | 2026-10-09 10:00 | 2026-10-09 10:10 .. 2026-10-09 10:25 | | 2026-10-09T07:45:00.000Z | [SL38] a quarter of an hour more
VAR | 30 minute | 2026-10-09 10:00 | 2026-10-09 10:10 .. 2026-10-09 10:20; 2026-10-09 10:30 .. 2026-10-09 10:35 | | 2026-10-09T07:45:00.000Z | [SL38] ten minutes and five
VAR | 30 minute | 2026-10-09 10:00 | 2026-10-09 10:10 .. 2026-10-09 10:25; 2026-10-09 10:40 .. 2026-10-09 10:50 | | 2026-10-09T07:55:00.000Z | [SL38] the second pause matters because of the first
VAR | 30 minute | 2026-10-09 10:00 | 2026-10-09 10:30 .. 2026-10-09 11:00 | | 2026-10-09T08:00:00.000Z | [SL38] stopped at the very instant at which it is due
VAR | 30 minute | 2026-10-09 10:00 | 2026-10-09 10:31 .. 2026-10-09 11:00 | | 2026-10-09T07:30:00.000Z | [SL39] stopped a minute too late
VAR | 30 minute | 2026-10-09 10:00 | 2026-10-09 09:00 .. 2026-10-09 10:05 | | 2026-10-09T07:35:00.000Z | [SL41] of a pause from before the start five minutes remain
VAR | 30 minute | 2026-10-09 10:00 | 2026-10-09 09:00 .. 2026-10-09 09:30 | | 2026-10-09T07:30:00.000Z | [SL41] a pause before the start plays no part
VAR | 60 minute | 2026-10-09 16:30 | 2026-10-09 16:50 .. 2026-10-12 08:30 | | 2026-10-12T06:10:00.000Z | [SL38] forty minutes after the weekend
VAR | 60 minute | 2026-03-29T00:30:00.000Z | 2026-03-29T00:45:00.000Z .. 2026-03-29T01:15:00.000Z | | 2026-03-29T02:00:00.000Z | [SL38] the spring change within a pause of half an hour
VAR | 60 minute | 2026-10-25T00:30:00.000Z | 2026-10-25T00:45:00.000Z .. 2026-10-25T01:45:00.000Z | | 2026-10-25T02:30:00.000Z | [SL38] the autumn change within a pause of an hour
VAR | 0 minute | 2026-10-09 10:00 | 2026-10-09 10:00 .. 2026-10-09 10:20 | | 2026-10-09T07:20:00.000Z | [SL38] no minute at all, stopped at the start
VAR | immediate | 2026-10-09 10:00 | 2026-10-09 10:00 .. 2026-10-09 10:20 | | 2026-10-09T07:00:00.000Z | [SL38] at once knows no pause
`);
