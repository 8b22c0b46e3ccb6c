import { readDeadlineCases } from './deadline-case.ts';

/** Deadlines of clocks that were never stopped, over the calendar of 2025 to 2028. */
export const runningDeadlines = readDeadlineCases(`
SMI | 1 working-day | 2026-10-07 10:00 | | | 2026-10-08 | [SL12] one working day from a Wednesday is the Thursday
SMI | 1 working-day | 2026-10-09 16:55 | | | 2026-10-12 | [SL12] from a Friday the next working day is the Monday
SMI | 1 working-day | 2026-10-09 23:59 | | | 2026-10-12 | [SL2] long after closing time it is still Friday's request
SMI | 1 working-day | 2026-10-10 12:00 | | | 2026-10-12 | [SL2] Saturday is day 0, so Monday is the first working day
SMI | 1 working-day | 2026-10-06T21:00:00.000Z | | | 2026-10-08 | [SL1] the first instant of Wednesday is Wednesday's
SMI | 1 working-day | 2026-10-06T20:59:59.999Z | | | 2026-10-07 | [SL1] a millisecond earlier it is Tuesday's
VAR | 1 calendar-day | 2026-01-11T22:00:00.000Z | | | 2026-01-13 | [SL1] in winter Monday begins at 22 o'clock in Greenwich
VAR | 1 calendar-day | 2026-01-11T21:59:59.999Z | | | 2026-01-12 | [SL1] a millisecond earlier it is Sunday's
SMI | 10 working-day | 2026-10-07 10:00 | | | 2026-10-21 | [SL12] 8 and 9, 12 to 16, 19 to 21 October are ten
VAR | 10 working-day | 2026-11-09 10:00 | | | 2026-11-24 | [SL9] 18 November is a holiday and does not count
SMI | 10 working-day | 2026-06-10 10:00 | | | 2026-06-27 | [SL10] 22 June is moved to Saturday 27, which counts
VAR | 10 working-day | 2026-06-10 10:00 | | | 2026-06-26 | [SL10] without moved days 22 June counts and 27 does not
SMI | 2 working-day | 2025-12-30 10:00 | | | 2026-01-06 | [SL10] 31 December, 1 January and the moved 2 January are off
VAR | 2 working-day | 2025-12-30 10:00 | | | 2026-01-05 | [SL10] 2 January is an ordinary Friday here
SMI | 9 working-day | 2026-01-06 10:00 | | | 2026-01-17 | [SL10] the worked Saturday is the ninth
VAR | 9 working-day | 2026-01-06 10:00 | | | 2026-01-19 | [SL10] the Saturday is free, so Monday is the ninth
VAR | 1 working-day | 2026-04-02 10:00 | | | 2026-04-07 | [SL14] Good Friday and Easter Monday lie between
SMI | 1 working-day | 2027-03-25 10:00 | | | 2027-03-30 | [SL14] Easter of 2027 falls on the day of the clock change
VAR | 1 working-day | 2028-04-13 10:00 | | | 2028-04-18 | [SL14] Easter of 2028
SMI | 1 working-day | 2025-04-30 10:00 | | | 2025-05-06 | [SL15] 1 May, the moved 2 May and the substitute of 4 May
VAR | 1 working-day | 2025-04-30 10:00 | | | 2025-05-02 | [SL10] 2 May is worked where moved days are not followed
SMI | 5 working-day | 2025-05-01 10:00 | | | 2025-05-10 | [SL10] 6 to 9 May and the worked Saturday
VAR | 5 working-day | 2025-05-01 10:00 | | | 2025-05-09 | [SL15] 2 May, then 6 to 9 May, since 5 May is a substitute
SMI | 5 working-day | 2025-11-03 10:00 | | | 2025-11-08 | [SL11] the worked and shortened Saturday counts whole
VAR | 5 working-day | 2025-11-03 10:00 | | | 2025-11-10 | [SL10] the Saturday is free here
SMI | 1 working-day | 2025-11-14 10:00 | | | 2025-11-19 | [SL10] the moved 17 and the holiday 18 November
VAR | 1 working-day | 2025-11-14 10:00 | | | 2025-11-17 | [SL11] 17 November is shortened here and counts whole
VAR | 5 working-day | 2026-12-21 10:00 | | | 2026-12-30 | [SL11] 22, the shortened 23, then 28, 29 and the shortened 30
VAR | 1 working-day | 2027-12-23 10:00 | | | 2027-12-27 | [SL14] Christmas of 2027 on a weekend has no substitute
VAR | 3 working-day | 2027-12-28 10:00 | | | 2028-01-03 | [SL14] New Year's Eve is Friday and New Year Saturday
SMI | 1 working-day | 2028-11-17 10:00 | | | 2028-11-21 | [SL15] 18 November 2028 is a Saturday, so Monday is off
SMI | 5 working-day | 2028-07-03 10:00 | | | 2028-07-11 planned-day | [SL17] 10 July is off only as planned
VAR | 1 working-day | 2028-12-29 10:00 | | | 2029-01-02 calendar-not-confirmed | [SL16] the file ends with 2028
VAR | 0 working-day | 2026-10-09 10:00 | | | 2026-10-09 | [SL13] zero working days on a working day end that day
VAR | 0 working-day | 2026-10-10 10:00 | | | 2026-10-12 | [SL13] zero working days from a Saturday end on Monday
SMI | 0 working-day | 2026-06-22 10:00 | | | 2026-06-25 | [SL13] a day moved off is followed by two holidays
VAR | 0 working-day | 2026-06-22 10:00 | | | 2026-06-22 | [SL13] the same Monday is worked here
SMI | 0 working-day | 2026-06-27 10:00 | | | 2026-06-27 | [SL13] a worked Saturday is a working day
VAR | 0 calendar-day | 2026-11-18 10:00 | | | 2026-11-19 | [SL6] zero days from a holiday move on
VAR | 0 month | 2026-12-24 10:00 | | | 2026-12-28 | [SL6] zero months from Christmas Eve move past the weekend
VAR | 14 calendar-day | 2026-10-09 10:00 | | | 2026-10-23 | [SL6] two weeks from a Friday end on a Friday
VAR | 14 calendar-day | 2026-10-11 10:00 | | | 2026-10-26 | [SL6] two weeks from a Sunday move to Monday
SMI | 14 calendar-day | 2026-06-08 10:00 | | | 2026-06-25 | [SL6] 22 June is moved off, then Midsummer
VAR | 14 calendar-day | 2026-06-08 10:00 | | | 2026-06-22 | [SL6] 22 June is worked here
SMI | 7 calendar-day | 2026-06-20 10:00 | | | 2026-06-27 | [SL6] ends on a Saturday that is worked
VAR | 7 calendar-day | 2026-06-20 10:00 | | | 2026-06-29 | [SL6] the same Saturday is free here
VAR | 1 calendar-day | 2026-05-03 10:00 | | | 2026-05-05 | [SL6] 4 May is a holiday on a Monday
VAR | 30 calendar-day | 2028-01-30 10:00 | | | 2028-02-29 | [SL6] thirty days reach the leap day
VAR | 2 calendar-day | 2028-02-28 10:00 | | | 2028-03-01 | [SL6] the leap day lies between
VAR | 1 calendar-day | 2027-02-28 10:00 | | | 2027-03-01 | [SL6] no leap day in 2027
VAR | 1 month | 2027-01-31 10:00 | | | 2027-03-01 | [SL7] the last day of February 2027 is a Sunday
VAR | 1 month | 2028-01-31 10:00 | | | 2028-02-29 | [SL7] the last day of February of a leap year
VAR | 1 month | 2028-02-29 10:00 | | | 2028-03-29 | [SL7] the day of the same number, not the last of the month
VAR | 12 month | 2028-02-29 10:00 | | | 2029-02-28 calendar-not-confirmed | [SL7] a year from the leap day
VAR | 2 month | 2026-01-31 10:00 | | | 2026-03-31 | [SL7] counted at once, not by way of February
VAR | 1 month | 2026-03-31 10:00 | | | 2026-04-30 | [SL7] April has no 31st
VAR | 4 month | 2026-10-31 10:00 | | | 2027-03-01 | [SL7] February has no 31st, and its last day is a Sunday
VAR | 1 month | 2026-11-24 10:00 | | | 2026-12-28 | [SL6] Christmas and the weekend lie between
VAR | 1 month | 2026-12-01 10:00 | | | 2027-01-04 | [SL6] New Year is a Friday
SMI | 1 month | 2025-12-02 10:00 | | | 2026-01-05 | [SL6] 2 January is moved off
VAR | 1 month | 2025-12-02 10:00 | | | 2026-01-02 | [SL6] 2 January is worked here
SMI | 1 month | 2025-12-17 10:00 | | | 2026-01-17 | [SL6] 17 January is a worked Saturday
VAR | 1 month | 2025-12-17 10:00 | | | 2026-01-19 | [SL6] 17 January is a free Saturday
VAR | 6 month | 2026-05-18 10:00 | | | 2026-11-19 | [SL6] half a year ends on 18 November
VAR | 15 minute | 2026-10-09 10:41 | | | 2026-10-09T07:56:00.000Z | [SL5] a quarter of an hour
VAR | 30 minute | 2026-03-29T00:50:00.000Z | | | 2026-03-29T01:20:00.000Z | [SL5] the skipped hour is no time
VAR | 90 minute | 2026-10-25T00:30:00.000Z | | | 2026-10-25T02:00:00.000Z | [SL5] the repeated hour is time
VAR | 0 minute | 2026-10-09 10:00 | | | 2026-10-09T07:00:00.000Z | [SL5] no minute at all
VAR | immediate | 2026-10-10 12:00 | | | 2026-10-10T09:00:00.000Z | [SL4] at once, on a Saturday too
`);
