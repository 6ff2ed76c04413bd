/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Exit Criteria: the verdicts, then every part with its figures. Both are what “criteria --gate
 * exit” says for the same moment. */

#include "config.h"

#include "hc-workbook-private.h"

#include <math.h>

enum
{
  COLUMN_CONDITION,
  COLUMN_RULE,
  COLUMN_THRESHOLD,
  COLUMN_VALUE,
  COLUMN_VERDICT,
  COLUMN_SINCE,
  COLUMN_HOLD,
  COLUMN_STRENGTH,
  COLUMN_EVIDENCE,
  COLUMN_WAIVER,
  COLUMN_ACCEPTED_BY,
  N_CRITERIA_COLUMNS,
};

static const HcColumn criteria_columns[N_CRITERIA_COLUMNS] = {
  [COLUMN_CONDITION] = { "Condition", 28, HC_FORMAT_CELL_STRONG },
  [COLUMN_RULE] = { "Rule", 42, HC_FORMAT_CELL_WRAP },
  [COLUMN_THRESHOLD] = { "Threshold", 22, HC_FORMAT_CELL_WRAP },
  [COLUMN_VALUE] = { "Value", 13, HC_FORMAT_CELL_WRAP },
  [COLUMN_VERDICT] = { "Verdict", 16, HC_FORMAT_CELL_STRONG },
  [COLUMN_SINCE] = { "Since", 13, HC_FORMAT_CELL_DATE },
  [COLUMN_HOLD] = { "Hold (days)", 9, HC_FORMAT_CELL_CENTRE },
  [COLUMN_STRENGTH] = { "Evidence strength", 12, HC_FORMAT_CELL },
  [COLUMN_EVIDENCE] = { "Evidence", 46, HC_FORMAT_CELL_WRAP },
  [COLUMN_WAIVER] = { "Waiver", 26, HC_FORMAT_CELL_WRAP },
  [COLUMN_ACCEPTED_BY] = { "Accepted by", 18, HC_FORMAT_CELL_WRAP },
};

/* They share the widths above. */
enum
{
  PART_CONDITION,
  PART_TITLE,
  PART_RULE,
  PART_VALUE,
  PART_THRESHOLD,
  PART_UNIT,
  PART_HOLD,
  PART_N,
  PART_REASON,
  PART_VERDICT,
  PART_INTERVAL,
  N_PART_COLUMNS,
};

static const HcColumn part_columns[N_PART_COLUMNS] = {
  [PART_CONDITION] = { "Condition", 0, HC_FORMAT_CELL_WRAP },
  [PART_TITLE] = { "What is looked at", 0, HC_FORMAT_CELL_STRONG },
  [PART_RULE] = { "Passes when the value is", 0, HC_FORMAT_CELL },
  [PART_VALUE] = { "Value", 0, HC_FORMAT_CELL_COUNT },
  [PART_THRESHOLD] = { "Threshold", 0, HC_FORMAT_CELL_COUNT },
  [PART_UNIT] = { "Unit", 0, HC_FORMAT_CELL },
  [PART_HOLD] = { "Hold (days)", 0, HC_FORMAT_CELL_CENTRE },
  [PART_N] = { "Cases", 0, HC_FORMAT_CELL_COUNT },
  [PART_REASON] = { "Evidence", 0, HC_FORMAT_CELL_WRAP },
  [PART_VERDICT] = { "Verdict", 0, HC_FORMAT_CELL_STRONG },
  [PART_INTERVAL] = { "90 % interval", 0, HC_FORMAT_CELL },
};

/* On Summary, by the widths there. */
enum
{
  SHORT_CONDITION,
  SHORT_VERDICT,
  SHORT_SINCE,
  SHORT_HOLD,
  SHORT_STRENGTH,
  SHORT_MANDATORY,
  SHORT_EVIDENCE,
  SHORT_WAIVER,
  N_SHORT_COLUMNS,
};

static const HcColumn short_columns[N_SHORT_COLUMNS] = {
  [SHORT_CONDITION] = { "Exit criterion", 0, HC_FORMAT_CELL_STRONG },
  [SHORT_VERDICT] = { "Verdict", 0, HC_FORMAT_CELL_STRONG },
  [SHORT_SINCE] = { "Since", 0, HC_FORMAT_CELL_DATE },
  [SHORT_HOLD] = { "Hold (days)", 0, HC_FORMAT_CELL_CENTRE },
  [SHORT_STRENGTH] = { "Evidence", 0, HC_FORMAT_CELL },
  [SHORT_MANDATORY] = { "Mandatory", 0, HC_FORMAT_CELL_CENTRE },
  [SHORT_EVIDENCE] = { "Why", 0, HC_FORMAT_CELL_WRAP },
  [SHORT_WAIVER] = { "Waiver", 0, HC_FORMAT_CELL_WRAP },
};

/* ---- words: the workbook is the same in every language ---- */

static const char *
verdict_word (HcVerdict verdict)
{
  static const char *const words[] = { "Met", "Not met", "Too little data", "Not measurable",
                                       "Waived" };

  return words[verdict];
}

static char *
verdict_text (HcVerdict verdict, gboolean is_holding, guint done, guint of)
{
  if (is_holding)
    return g_strdup_printf ("Holding, %u of %u days", done, of);
  return g_strdup (verdict_word (verdict));
}

static char *
criterion_verdict (const HcCriterionResult *criterion)
{
  return verdict_text (criterion->verdict, hc_criterion_result_is_holding (criterion),
                       criterion->hold_done, criterion->hold_of);
}

static char *
hold_text (guint done, guint of)
{
  return of == 0 ? NULL : g_strdup_printf ("%u of %u", done, of);
}

static const char *
strength_text (HcStrength strength)
{
  static const char *const words[] = { NULL,     "Weak",     "Moderate",
                                       "Strong", "Complete", "Incomplete" };

  return words[strength];
}

/* “hot_paths” → “hot paths” */
static char *
unit_text (const char *unit)
{
  return g_strdelimit (g_strdup (unit), "_", ' ');
}

static gboolean
is_grade (const char *unit)
{
  return g_str_equal (unit, "grade");
}

static char *
value_text (double value, const char *unit)
{
  static const char *const grades[] = { "not chosen", "confirmed", "upper estimate", "proxy" };
  g_autofree char *number = NULL, *word = NULL;

  if (isnan (value))
    return NULL;
  if (g_str_equal (unit, "share"))
    return hc_pack_text_percent (value);
  if (is_grade (unit))
    return g_strdup (value >= 0 && value < G_N_ELEMENTS (grades) ? grades[(guint) value] : NULL);
  number = hc_pack_text_decimal (value, value == floor (value) ? 0 : 1);
  word = unit_text (unit);
  return g_strdup_printf ("%s %s", number, word);
}

/* The part that decides: the first with the verdict of the criterion. */
static const HcPartResult *
deciding_part (const HcCriterionResult *criterion)
{
  for (guint i = 0; i < criterion->parts->len; i++)
    {
      const HcPartResult *part = g_ptr_array_index (criterion->parts, i);

      if (part->verdict == criterion->own_verdict)
        return part;
    }
  return g_ptr_array_index (criterion->parts, 0);
}

/* “Misrouting rate ≤ 15.0 %” */
static char *
threshold_text (const HcPartResult *part)
{
  g_autofree char *limit = value_text (part->threshold, part->unit);

  if (limit == NULL)
    return g_strdup (part->title);
  if (is_grade (part->unit))
    return g_strdup_printf ("Accepted grade: %s", limit);
  return g_strdup_printf ("%s %s %s", part->title, part->at_least ? "≥" : "≤", limit);
}

static char *
waiver_text (const HcPackData *data, const HcWaiver *waiver)
{
  g_autofree char *until = NULL, *end = NULL;

  if (waiver == NULL)
    return NULL;
  until = hc_pack_text_date (waiver->until);
  end = waiver->until == HC_DAY_NONE ? g_strdup ("no end")
                                     : g_strdup_printf ("until %s", until);
  return g_strdup_printf ("%s%s (%s)", waiver->is_valid ? "" : "Ran out: ",
                          data->anonymised ? "reason left out" : waiver->why, end);
}

static const char *
accepted_by (const HcPackData *data, const HcWaiver *waiver)
{
  if (waiver == NULL)
    return NULL;
  return data->anonymised ? "named in the launch file" : waiver->by;
}

/* ---- verdicts stand out ---- */

static void
flag_words (HcSheet *sheet,
            guint32 first,
            guint32 last,
            guint32 column,
            const char *begins_with,
            HcFormat format)
{
  lxw_conditional_format rule = {
    .type = LXW_CONDITIONAL_TYPE_TEXT,
    .criteria = LXW_CONDITIONAL_CRITERIA_TEXT_BEGINS_WITH,
    .value_string = (char *) begins_with,
    .format = sheet->book->formats[format],
  };

  hc_workbook_check (sheet->book,
                     worksheet_conditional_format_range (sheet->sheet, first, (lxw_col_t) column,
                                                         last, (lxw_col_t) column, &rule));
}

/* Bold and coloured beside the words themselves: never colour alone. */
static void
flag_verdicts (HcSheet *sheet, guint32 first, guint32 n_rows, guint32 column)
{
  static const struct
  {
    const char *word;
    HcFormat format;
  } flags[] = {
    { "Met", HC_FORMAT_FLAG_GOOD },         { "Not met", HC_FORMAT_FLAG_BAD },
    { "Too little", HC_FORMAT_FLAG_WARN },  { "Not meas", HC_FORMAT_FLAG_WARN },
    { "Holding", HC_FORMAT_FLAG_WARN },     { "Waived", HC_FORMAT_FLAG_WARN },
  };

  if (sheet->sheet == NULL || n_rows == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    flag_words (sheet, first, first + n_rows - 1, column, flags[i].word, flags[i].format);
}

static void
set_height (HcSheet *sheet, guint32 row, const char *const *texts, const guint *widths, guint n)
{
  double height = 0;

  for (guint i = 0; i < n; i++)
    height = MAX (height, hc_sheet_lines_height (texts[i], widths[i]));
  if (sheet->sheet != NULL)
    worksheet_set_row (sheet->sheet, row, height, NULL);
}

/* ---- criteria ---- */

static void
write_criterion (HcSheet *sheet, guint32 row, const HcCriterionResult *criterion)
{
  const HcPackData *data = sheet->book->data;
  const HcPartResult *part = deciding_part (criterion);
  g_autofree char *threshold = threshold_text (part);
  g_autofree char *value = value_text (part->value, part->unit);
  g_autofree char *verdict = criterion_verdict (criterion);
  g_autofree char *hold = hold_text (criterion->hold_done, criterion->hold_of);
  g_autofree char *waiver = waiver_text (data, criterion->waiver);
  g_autofree char *condition
    = g_strconcat (criterion->title, criterion->mandatory ? "" : " (not mandatory)", NULL);

  hc_sheet_text (sheet, row, COLUMN_CONDITION, condition, HC_FORMAT_CELL_STRONG);
  hc_sheet_text (sheet, row, COLUMN_RULE, criterion->explanation, HC_FORMAT_CELL_WRAP);
  hc_sheet_text (sheet, row, COLUMN_THRESHOLD, threshold, HC_FORMAT_CELL_WRAP);
  hc_sheet_text (sheet, row, COLUMN_VALUE, value, HC_FORMAT_CELL_WRAP);
  hc_sheet_text (sheet, row, COLUMN_VERDICT, verdict, HC_FORMAT_CELL_STRONG);
  hc_sheet_day (sheet, row, COLUMN_SINCE, criterion->since, HC_FORMAT_CELL_DATE);
  hc_sheet_text (sheet, row, COLUMN_HOLD, hold, HC_FORMAT_CELL_CENTRE);
  hc_sheet_text (sheet, row, COLUMN_STRENGTH, strength_text (criterion->strength), HC_FORMAT_CELL);
  hc_sheet_text (sheet, row, COLUMN_EVIDENCE, criterion->reason, HC_FORMAT_CELL_WRAP);
  hc_sheet_text (sheet, row, COLUMN_WAIVER, waiver, HC_FORMAT_CELL_WRAP);
  hc_sheet_text (sheet, row, COLUMN_ACCEPTED_BY, accepted_by (data, criterion->waiver),
                 HC_FORMAT_CELL_WRAP);
  set_height (sheet, row,
              (const char *const[]){ condition, criterion->explanation, threshold,
                                     criterion->reason, waiver, verdict },
              (const guint[]){ 26, 44, 22, 48, 26, 14 }, 6);
}

static guint32
write_criteria (HcSheet *sheet, guint32 row)
{
  GPtrArray *criteria = sheet->book->data->criteria->criteria;
  guint32 next = hc_sheet_table (sheet, row, 0, criteria->len, criteria_columns,
                                 N_CRITERIA_COLUMNS, "tbl_exit_criteria");

  if (sheet->sheet != NULL)
    worksheet_set_row (sheet->sheet, row, 30, NULL);
  for (guint i = 0; i < criteria->len; i++)
    write_criterion (sheet, row + 1 + i, g_ptr_array_index (criteria, i));
  flag_verdicts (sheet, row + 1, criteria->len, COLUMN_VERDICT);
  return next;
}

/* ---- parts ---- */

static HcFormat
number_format (const char *unit)
{
  if (g_str_equal (unit, "share"))
    return HC_FORMAT_CELL_PERCENT;
  return g_str_equal (unit, "days") ? HC_FORMAT_CELL_DECIMAL : HC_FORMAT_CELL_COUNT;
}

static void
write_value (HcSheet *sheet, guint32 row, guint32 column, double value, const char *unit)
{
  g_autofree char *word = is_grade (unit) ? value_text (value, unit) : NULL;

  if (word != NULL)
    hc_sheet_text (sheet, row, column, word, HC_FORMAT_CELL_WRAP);
  else
    hc_sheet_number (sheet, row, column, value, number_format (unit));
}

static char *
interval_text (const HcPartResult *part)
{
  g_autofree char *low = hc_pack_text_percent (part->low);
  g_autofree char *high = hc_pack_text_percent (part->high);

  return isnan (part->low) ? NULL : g_strdup_printf ("%s to %s", low, high);
}

static void
write_part (HcSheet *sheet, guint32 row, const char *condition, const HcPartResult *part)
{
  g_autofree char *unit = unit_text (part->unit);
  g_autofree char *hold = hold_text (part->hold_done, part->hold_of);
  g_autofree char *interval = interval_text (part);
  g_autofree char *verdict = verdict_text (part->verdict, hc_part_result_is_holding (part),
                                           part->hold_done, part->hold_of);
  const char *rule = part->at_least ? "at least" : "at most";

  hc_sheet_text (sheet, row, PART_CONDITION, condition, HC_FORMAT_CELL_WRAP);
  hc_sheet_text (sheet, row, PART_TITLE, part->title, HC_FORMAT_CELL_STRONG);
  hc_sheet_text (sheet, row, PART_RULE, isnan (part->threshold) ? NULL : rule, HC_FORMAT_CELL);
  write_value (sheet, row, PART_VALUE, part->value, part->unit);
  write_value (sheet, row, PART_THRESHOLD, part->threshold, part->unit);
  hc_sheet_text (sheet, row, PART_UNIT, unit, HC_FORMAT_CELL);
  hc_sheet_text (sheet, row, PART_HOLD, hold, HC_FORMAT_CELL_CENTRE);
  hc_sheet_count (sheet, row, PART_N, part->n, HC_FORMAT_CELL_COUNT);
  hc_sheet_text (sheet, row, PART_REASON, part->reason, HC_FORMAT_CELL_WRAP);
  hc_sheet_text (sheet, row, PART_VERDICT, verdict, HC_FORMAT_CELL_STRONG);
  hc_sheet_text (sheet, row, PART_INTERVAL, interval, HC_FORMAT_CELL);
  set_height (sheet, row, (const char *const[]){ condition, part->title, part->reason },
              (const guint[]){ 28, 40, 48 }, 3);
}

static void
write_parts (HcSheet *sheet, guint32 row)
{
  GPtrArray *criteria = sheet->book->data->criteria->criteria;
  guint32 n = 0, next;

  for (guint i = 0; i < criteria->len; i++)
    n += ((HcCriterionResult *) g_ptr_array_index (criteria, i))->parts->len;
  hc_sheet_heading (sheet, row, N_PART_COLUMNS - 1, "Every part of every criterion");
  next = row + 1;
  hc_sheet_table (sheet, next++, 0, n, part_columns, N_PART_COLUMNS, "tbl_exit_parts");
  if (sheet->sheet != NULL)
    worksheet_set_row (sheet->sheet, row + 1, 30, NULL);
  flag_verdicts (sheet, next, n, PART_VERDICT);
  for (guint i = 0; i < criteria->len; i++)
    {
      const HcCriterionResult *criterion = g_ptr_array_index (criteria, i);

      for (guint j = 0; j < criterion->parts->len; j++)
        write_part (sheet, next++, criterion->title, g_ptr_array_index (criterion->parts, j));
    }
}

/* ---- sheet and block ---- */

static char *
gate_text (const HcPackData *data)
{
  const HcCriteriaResult *result = data->criteria;
  g_autofree char *at = hc_pack_text_instant (data->calendar, result->as_of);
  g_autofree char *now = hc_pack_text_instant (data->calendar, result->now);
  g_autofree char *clocks
    = result->as_of == HC_INSTANT_NONE
        ? g_strdup ("No ticket export was imported yet.")
        : g_strdup_printf ("Tickets as of %s, registers%s %s (%s).", at,
                           result->is_past ? " as recorded on the day of" : " judged at", now,
                           data->settings.zone);

  return g_strdup_printf ("Gate: %s. %u of %u mandatory criteria are met or waived. %s",
                          verdict_word (result->verdict), result->done, result->of, clocks);
}

static void
write_short (HcSheet *sheet, guint32 row, const HcCriterionResult *criterion)
{
  g_autofree char *verdict = criterion_verdict (criterion);
  g_autofree char *hold = hold_text (criterion->hold_done, criterion->hold_of);
  g_autofree char *waiver = waiver_text (sheet->book->data, criterion->waiver);

  hc_sheet_text (sheet, row, SHORT_CONDITION, criterion->title, HC_FORMAT_CELL_STRONG);
  hc_sheet_text (sheet, row, SHORT_VERDICT, verdict, HC_FORMAT_CELL_STRONG);
  hc_sheet_day (sheet, row, SHORT_SINCE, criterion->since, HC_FORMAT_CELL_DATE);
  hc_sheet_text (sheet, row, SHORT_HOLD, hold, HC_FORMAT_CELL_CENTRE);
  hc_sheet_text (sheet, row, SHORT_STRENGTH, strength_text (criterion->strength), HC_FORMAT_CELL);
  hc_sheet_text (sheet, row, SHORT_MANDATORY, criterion->mandatory ? "yes" : "no",
                 HC_FORMAT_CELL_CENTRE);
  hc_sheet_text (sheet, row, SHORT_EVIDENCE, criterion->reason, HC_FORMAT_CELL_WRAP);
  hc_sheet_text (sheet, row, SHORT_WAIVER, waiver, HC_FORMAT_CELL_WRAP);
  set_height (sheet, row,
              (const char *const[]){ criterion->title, verdict, criterion->reason, waiver },
              (const guint[]){ 32, 11, 48, 48 }, 4);
}

guint32
hc_sheet_add_verdicts (HcSheet *self, guint32 row, guint32 last_column)
{
  GPtrArray *criteria = self->book->data->criteria->criteria;
  g_autofree char *gate = gate_text (self->book->data);
  guint32 next;

  hc_sheet_heading (self, row, last_column, "Exit criteria");
  hc_sheet_text (self, row + 1, 0, gate, HC_FORMAT_NOTE);
  row += 2;
  next = hc_sheet_table (self, row, 0, criteria->len, short_columns, N_SHORT_COLUMNS,
                         "tbl_verdicts");
  for (guint i = 0; i < criteria->len; i++)
    write_short (self, row + 1 + i, g_ptr_array_index (criteria, i));
  flag_verdicts (self, row + 1, criteria->len, SHORT_VERDICT);
  return next;
}

void
hc_workbook_add_criteria (HcWorkbook *self)
{
  HcSheet sheet = hc_sheet_new (self, HC_SHEET_CRITERIA);
  g_autofree char *line = gate_text (self->data);
  guint32 next;

  hc_sheet_widths (&sheet, criteria_columns, N_CRITERIA_COLUMNS);
  hc_sheet_title (&sheet, HC_SHEET_CRITERIA, line);
  next = write_criteria (&sheet, HC_SHEET_TOP);
  write_parts (&sheet, next + 1);
  hc_sheet_finish (&sheet, HC_SHEET_TOP);
}
