/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cover: what this is, who signs it, where things are. */

#include "config.h"

#include "hc-workbook-private.h"

#include <string.h>

static const HcColumn cover_columns[] = {
  { NULL, 28 }, { NULL, 38 }, { NULL, 16 }, { NULL, 26 }, { NULL, 44 },
};

#define LAST_COLUMN (G_N_ELEMENTS (cover_columns) - 1)
#define TITLE_CHARACTERS 60 /* a line over all columns */

/* Over all columns: a long name must not make the page wide, and so its print small. */
static void
write_title (HcSheet *sheet, const char *name)
{
  lxw_format *format = sheet->book->formats[HC_FORMAT_COVER_TITLE];

  if (sheet->sheet == NULL)
    return;
  hc_workbook_check (sheet->book, worksheet_merge_range (sheet->sheet, 1, 0, 1, LAST_COLUMN, "",
                                                         format));
  hc_sheet_text (sheet, 1, 0, name, HC_FORMAT_COVER_TITLE);
  /* Twice the size of the body. */
  hc_workbook_check (sheet->book,
                     worksheet_set_row (sheet->sheet, 1,
                                        2 * hc_sheet_lines_height (name, TITLE_CHARACTERS), NULL));
}

/* ---- facts ---- */

static void
fact (HcSheet *sheet, guint32 *row, const char *label, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  hc_sheet_text (sheet, *row, 0, label, HC_FORMAT_LABEL);
  hc_sheet_text (sheet, (*row)++, 1, value, HC_FORMAT_VALUE);
}

static HcDay
last_day (const HcLaunchSettings *settings)
{
  return settings->go_live_day + (HcDay) settings->length_days - 1;
}

static char *
period_text (const HcPackData *data)
{
  const HcLaunchSettings *settings = &data->settings;
  g_autofree char *period = hc_pack_text_period (settings->go_live_day, last_day (settings));
  int day;

  if (data->as_of == HC_INSTANT_NONE)
    return g_strdup_printf ("%s (%u days)", period, settings->length_days);
  day = hc_launch_settings_day_number (settings,
                                       hc_calendar_day_of (data->calendar, data->as_of - 1));
  if (day < 1)
    return g_strdup_printf ("%s (%u days, not begun)", period, settings->length_days);
  return g_strdup_printf ("%s (day %d of %u)", period, day, settings->length_days);
}

static guint32
write_facts (HcSheet *sheet, guint32 row)
{
  const HcPackData *data = sheet->book->data;
  const HcLaunchSettings *settings = &data->settings;
  g_autofree char *period = period_text (data);

  fact (sheet, &row, "System", settings->system);
  hc_sheet_text (sheet, row, 0, "Go-live", HC_FORMAT_LABEL);
  hc_sheet_define (sheet, "hc_go_live", row, 1);
  hc_sheet_instant (sheet, row++, 1, settings->go_live_at, HC_FORMAT_VALUE_INSTANT);
  fact (sheet, &row, "Hypercare period", period);
  if (settings->target_exit != HC_DAY_NONE)
    {
      hc_sheet_text (sheet, row, 0, "Target exit", HC_FORMAT_LABEL);
      hc_sheet_day (sheet, row++, 1, settings->target_exit, HC_FORMAT_VALUE_DATE);
    }
  hc_sheet_text (sheet, row, 0, "Data as of", HC_FORMAT_LABEL);
  hc_sheet_define (sheet, "hc_as_of", row, 1);
  if (data->as_of != HC_INSTANT_NONE)
    hc_sheet_instant (sheet, row++, 1, data->as_of, HC_FORMAT_VALUE_INSTANT);
  else
    hc_sheet_text (sheet, row++, 1, "No ticket export was imported yet", HC_FORMAT_VALUE);
  fact (sheet, &row, "Time zone", settings->zone);
  hc_sheet_text (sheet, row, 0, "Prepared by", HC_FORMAT_LABEL);
  hc_sheet_text (sheet, row++, 1, data->prepared_by,
                 *data->prepared_by != '\0' ? HC_FORMAT_VALUE : HC_FORMAT_INPUT);
  hc_sheet_text (sheet, row, 0, "Version of the pack", HC_FORMAT_LABEL);
  hc_sheet_printf (sheet, row++, 1, HC_FORMAT_VALUE, "%d (Hypercare %s)", HC_PACK_FORMAT,
                   HC_VERSION);
  if (data->anonymised)
    fact (sheet, &row, "Anonymised", "No titles; people appear as codes");
  return row;
}

/* ---- sign-off ---- */

static void
add_validation (HcSheet *sheet, guint32 first, guint32 last)
{
  static const char *const decisions[] = { "Accepted", "Accepted with conditions", "Not accepted",
                                           NULL };
  lxw_data_validation list = {
    .validate = LXW_VALIDATION_TYPE_LIST,
    .value_list = (char **) decisions,
    .ignore_blank = LXW_VALIDATION_ON,
    .show_input = LXW_VALIDATION_ON,
    .show_error = LXW_VALIDATION_ON,
    .dropdown = LXW_VALIDATION_ON,
    .error_title = (char *) "Decision",
    .error_message = (char *) "Choose one of the decisions in the list.",
  };
  lxw_data_validation date = {
    .validate = LXW_VALIDATION_TYPE_DATE_NUMBER,
    .criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN,
    .value_number = 1,
    .ignore_blank = LXW_VALIDATION_ON,
    .show_input = LXW_VALIDATION_ON,
    .show_error = LXW_VALIDATION_ON,
    .error_title = (char *) "Date",
    .error_message = (char *) "Enter a date, for example 2016-03-21.",
  };

  if (sheet->sheet == NULL)
    return;
  hc_workbook_check (sheet->book,
                     worksheet_data_validation_range (sheet->sheet, first, 3, last, 3, &list));
  hc_workbook_check (sheet->book,
                     worksheet_data_validation_range (sheet->sheet, first, 2, last, 2, &date));
}

static guint32
write_sign_off (HcSheet *sheet, guint32 row)
{
  static const char *const headers[] = { "Role", "Name", "Date", "Decision", "Conditions" };
  static const char *const roles[] = { "Outgoing: hypercare", "Incoming: BAU support",
                                       "Business", "Vendor", "Vendor" };

  hc_sheet_heading (sheet, row++, LAST_COLUMN, "Sign-off");
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    hc_sheet_text (sheet, row, i, headers[i], HC_FORMAT_HEADER);
  row++;
  add_validation (sheet, row, row + G_N_ELEMENTS (roles) - 1);
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++, row++)
    {
      hc_sheet_text (sheet, row, 0, roles[i], HC_FORMAT_CELL);
      for (guint32 column = 1; column <= LAST_COLUMN; column++)
        hc_sheet_text (sheet, row, column, NULL,
                       column == 2 ? HC_FORMAT_INPUT_DATE : HC_FORMAT_INPUT);
      if (sheet->sheet != NULL)
        worksheet_set_row (sheet->sheet, row, 26, NULL);
    }
  return row;
}

/* ---- contents ---- */

static void
write_content (HcSheet *sheet, guint32 *row, const char *name, const char *holds)
{
  hc_sheet_link (sheet, *row, 0, name, name, HC_FORMAT_LINK);
  hc_sheet_text (sheet, (*row)++, 1, holds, HC_FORMAT_NOTE);
}

static void
write_registers (HcSheet *sheet, guint32 *row, HcPackPlace place)
{
  GPtrArray *registers = sheet->book->data->registers;

  for (guint i = 0; i < registers->len; i++)
    {
      const HcPackRegister *registered = g_ptr_array_index (registers, i);

      if (registered->place == place && !registered->follows)
        write_content (sheet, row, registered->sheet, registered->contents);
    }
}

/* In the order of the sheets. */
static void
write_contents (HcSheet *sheet, guint32 row)
{
  hc_sheet_heading (sheet, row++, LAST_COLUMN, "Contents");
  write_content (sheet, &row, HC_SHEET_SUMMARY,
                 "What BAU must know, verdicts, the eight metrics with their trend, top drivers");
  write_content (sheet, &row, HC_SHEET_CRITERIA,
                 "May hypercare end? Each criterion with its rule, verdict and evidence");
  write_registers (sheet, &row, HC_PACK_BEFORE_TICKETS);
  write_content (sheet, &row, HC_SHEET_TICKETS,
                 "Every open ticket, to be given an owner after exit");
  write_registers (sheet, &row, HC_PACK_AFTER_TICKETS);
  write_content (sheet, &row, HC_SHEET_METRICS, "Every metric day by day, with charts");
  write_content (sheet, &row, HC_SHEET_DEFINITIONS,
                 "What each number means, what it rests on, what was left out");
  write_registers (sheet, &row, HC_PACK_AFTER_METRICS);
  write_content (sheet, &row, HC_SHEET_NOTES,
                 "Where the data come from, calendar, warnings, rejected rows");
}

void
hc_workbook_add_cover (HcWorkbook *self)
{
  const HcPackData *data = self->data;
  HcSheet sheet = hc_sheet_new (self, HC_SHEET_COVER);
  guint32 row;

  hc_sheet_widths (&sheet, cover_columns, G_N_ELEMENTS (cover_columns));
  hc_sheet_text (&sheet, 0, 0, "Hypercare handover pack", HC_FORMAT_OVERLINE);
  write_title (&sheet, data->settings.name);
  row = write_facts (&sheet, 3);
  row = write_sign_off (&sheet, row + 1);
  write_contents (&sheet, row + 1);
  hc_sheet_finish (&sheet, -1);
  if (sheet.sheet != NULL)
    worksheet_activate (sheet.sheet);
}
