/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The open tickets: a table to work on in the pack, or a workbook of their own when there are too
 * many for it. */

#include "config.h"

#include "hc-workbook-private.h"

typedef enum
{
  COLUMN_KEY,
  COLUMN_TITLE,
  COLUMN_PRIORITY,
  COLUMN_STATE,
  COLUMN_AGE,
  COLUMN_GROUP,
  COLUMN_ASSIGNEE,
  COLUMN_ISSUE,
  COLUMN_OWNER,
  N_TICKET_COLUMNS,
} TicketColumn;

static const HcColumn ticket_columns[N_TICKET_COLUMNS] = {
  { "Key", 15, HC_FORMAT_CELL_CODE },
  { "Title", 50, HC_FORMAT_CELL_WRAP },
  { "Priority", 14, HC_FORMAT_CELL },
  { "State", 20, HC_FORMAT_CELL_WRAP },
  { "Age (days)", 10, HC_FORMAT_CELL_DECIMAL },
  { "Group", 24, HC_FORMAT_CELL_WRAP },
  { "Assignee", 22, HC_FORMAT_CELL_WRAP },
  { "Issue", 48, HC_FORMAT_CELL_WRAP }, /* not every program wraps links */
  { "Owner after exit", 24, HC_FORMAT_INPUT },
};

/* The columns of this pack: an anonymised one has no titles. */
typedef struct
{
  HcColumn columns[N_TICKET_COLUMNS];
  TicketColumn ids[N_TICKET_COLUMNS];
  guint n;
  gboolean has_catalog; /* the issue catalog is in the same workbook */
} TicketLayout;

static void
layout_init (TicketLayout *self, const HcPackData *data)
{
  self->n = 0;
  self->has_catalog = FALSE;
  for (guint i = 0; i < N_TICKET_COLUMNS; i++)
    if (i != COLUMN_TITLE || !data->anonymised)
      {
        self->columns[self->n] = ticket_columns[i];
        self->ids[self->n++] = i;
      }
}

static guint32
column_of (const TicketLayout *layout, TicketColumn id)
{
  for (guint i = 0; i < layout->n; i++)
    if (layout->ids[i] == id)
      return i;
  g_return_val_if_reached (0);
}

static const char *
ticket_text (const HcPackTicket *ticket, TicketColumn id)
{
  switch (id)
    {
    case COLUMN_KEY:      return ticket->key;
    case COLUMN_TITLE:    return ticket->title;
    case COLUMN_PRIORITY: return ticket->priority;
    case COLUMN_STATE:    return ticket->state;
    case COLUMN_GROUP:    return ticket->group;
    case COLUMN_ASSIGNEE: return ticket->assignee;
    case COLUMN_ISSUE:    return ticket->issue;
    case COLUMN_OWNER:    return ticket->owner;
    default:              return NULL;
    }
}

static void
write_ticket (HcSheet *sheet, guint32 row, const TicketLayout *layout, const HcPackTicket *ticket)
{
  for (guint i = 0; i < layout->n; i++)
    if (layout->ids[i] == COLUMN_AGE)
      hc_sheet_number (sheet, row, i, ticket->age_days, HC_FORMAT_CELL_DECIMAL);
    else if (layout->ids[i] == COLUMN_ISSUE && layout->has_catalog &&
             hc_sheet_link_issue (sheet, row, i, ticket->issue_id))
      hc_sheet_text (sheet, row, i, ticket->issue, HC_FORMAT_CELL_LINK);
    else
      hc_sheet_text (sheet, row, i, ticket_text (ticket, layout->ids[i]),
                     layout->columns[i].format);
}

/* ---- what helps to work on the list ---- */

static void
flag (HcSheet *sheet,
      guint32 first_row,
      guint32 last_row,
      guint32 column,
      const lxw_conditional_format *rule)
{
  hc_workbook_check (sheet->book,
                     worksheet_conditional_format_range (sheet->sheet, first_row,
                                                         (lxw_col_t) column, last_row,
                                                         (lxw_col_t) column,
                                                         (lxw_conditional_format *) rule));
}

/* Bold and coloured beside the word or the figure itself: never colour alone. The library counts
 * the bytes of a text condition, so it is ASCII. */
static void
add_flags (HcSheet *sheet, const TicketLayout *layout, guint32 first_row, guint32 last_row)
{
  lxw_format *const *formats = sheet->book->formats;
  lxw_conditional_format critical = {
    .type = LXW_CONDITIONAL_TYPE_TEXT,
    .criteria = LXW_CONDITIONAL_CRITERIA_TEXT_BEGINS_WITH,
    .value_string = (char *) "1 ",
    .format = formats[HC_FORMAT_FLAG_BAD],
  };
  lxw_conditional_format old = {
    .type = LXW_CONDITIONAL_TYPE_CELL,
    .criteria = LXW_CONDITIONAL_CRITERIA_GREATER_THAN_OR_EQUAL_TO,
    .value = sheet->book->data->settings.age_limit_days,
    .format = formats[HC_FORMAT_FLAG_WARN],
  };

  flag (sheet, first_row, last_row, column_of (layout, COLUMN_PRIORITY), &critical);
  flag (sheet, first_row, last_row, column_of (layout, COLUMN_AGE), &old);
}

/* States offered for the time after the handover; the desk's own words stay allowed. */
static void
add_state_list (HcSheet *sheet, const TicketLayout *layout, guint32 first_row, guint32 last_row)
{
  static const char *const states[] = { "Open", "Waiting", "Resolved", "Closed", "Cancelled",
                                        NULL };
  lxw_data_validation list = {
    .validate = LXW_VALIDATION_TYPE_LIST,
    .value_list = (char **) states,
    .ignore_blank = LXW_VALIDATION_ON,
    .show_input = LXW_VALIDATION_ON,
    .show_error = LXW_VALIDATION_OFF,
    .dropdown = LXW_VALIDATION_ON,
  };
  lxw_col_t column = (lxw_col_t) column_of (layout, COLUMN_STATE);

  hc_workbook_check (sheet->book, worksheet_data_validation_range (sheet->sheet, first_row, column,
                                                                   last_row, column, &list));
}

/* Keys like 0012345 are texts on purpose: no warning triangles. */
static void
accept_keys (HcSheet *sheet, guint32 first_row, guint32 last_row)
{
  g_autofree char *range = g_strdup_printf ("A%u:A%u", first_row + 1, last_row + 1);

  hc_workbook_check (sheet->book,
                     worksheet_ignore_errors (sheet->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT,
                                              range));
}

/* Counts down while BAU fills in the owners. */
static void
add_unowned (HcSheet *sheet, const TicketLayout *layout, guint32 first_row, guint32 last_row)
{
  GPtrArray *tickets = sheet->book->data->tickets;
  guint n_unowned = 0;
  guint32 column = column_of (layout, COLUMN_OWNER);
  char from[16], to[16];
  g_autofree char *formula = NULL;

  lxw_rowcol_to_cell (from, first_row, (lxw_col_t) column);
  lxw_rowcol_to_cell (to, last_row, (lxw_col_t) column);
  formula = g_strdup_printf ("=COUNTBLANK(%s:%s)", from, to);
  hc_sheet_text (sheet, 1, column - 1, "Still without an owner", HC_FORMAT_SUBTITLE);
  for (guint i = 0; i < tickets->len; i++)
    n_unowned += ((HcPackTicket *) g_ptr_array_index (tickets, i))->owner == NULL;
  hc_sheet_formula (sheet, 1, column, formula, n_unowned, HC_FORMAT_VALUE_COUNT);
  hc_sheet_define (sheet, "hc_open_without_owner", 1, column);
}

static char *
subtitle (const HcPackData *data)
{
  g_autofree char *count = hc_pack_text_plural (data->n_open, "open ticket", "open tickets");
  g_autofree char *at = hc_pack_text_instant (data->calendar, data->as_of);

  if (data->as_of == HC_INSTANT_NONE)
    return g_strdup ("No ticket export was imported yet.");
  if (data->n_open == 0)
    return g_strdup_printf ("No ticket was open as of %s.", at);
  if (data->appendix != NULL)
    return g_strdup_printf ("%s as of %s. The list is in the workbook “%s” beside this one.", count,
                            at, data->appendix);
  return g_strdup_printf ("%s as of %s, most urgent first, then oldest.%s", count, at,
                          data->anonymised ? " Anonymised: no titles, people as codes." : "");
}

void
hc_workbook_add_tickets (HcWorkbook *self)
{
  const HcPackData *data = self->data;
  HcSheet sheet = hc_sheet_new (self, HC_SHEET_TICKETS);
  g_autofree char *line = subtitle (data);
  guint32 n_rows = data->tickets != NULL ? data->tickets->len : 0;
  guint32 first = HC_SHEET_TOP + 1, last = HC_SHEET_TOP + MAX (n_rows, 1);
  TicketLayout layout;

  layout_init (&layout, data);
  layout.has_catalog = TRUE;
  hc_sheet_widths (&sheet, layout.columns, layout.n);
  hc_sheet_title (&sheet, HC_SHEET_TICKETS, line);
  hc_sheet_table (&sheet, HC_SHEET_TOP, 0, n_rows, layout.columns, layout.n, HC_TABLE_TICKETS);
  for (guint32 i = 0; i < n_rows; i++)
    write_ticket (&sheet, first + i, &layout, g_ptr_array_index (data->tickets, i));
  if (sheet.sheet != NULL)
    {
      accept_keys (&sheet, first, last);
      add_state_list (&sheet, &layout, first, last);
      if (n_rows > 0)
        {
          add_flags (&sheet, &layout, first, last);
          add_unowned (&sheet, &layout, first, last);
        }
    }
  hc_sheet_finish (&sheet, HC_SHEET_TOP);
}

/* ---- the appendix ---- */

/* Excel's limit without the header row. */
#define APPENDIX_ROWS (1048576 - 1)

struct _HcAppendix
{
  HcWorkbook book;
  HcSheet sheet;
  TicketLayout layout;
  guint32 row; /* the next one */
  guint n_sheets;
};

static void
finish_sheet (HcAppendix *self)
{
  if (self->sheet.sheet == NULL)
    return;
  accept_keys (&self->sheet, 1, self->row - 1);
  hc_workbook_check (&self->book, worksheet_autofilter (self->sheet.sheet, 0, 0, self->row - 1,
                                                        (lxw_col_t) (self->layout.n - 1)));
  hc_sheet_finish (&self->sheet, 0);
}

static void
start_sheet (HcAppendix *self)
{
  g_autofree char *name = g_strdup (HC_SHEET_TICKETS);

  if (self->n_sheets > 0)
    {
      finish_sheet (self);
      g_free (name);
      name = g_strdup_printf ("%s %u", HC_SHEET_TICKETS, self->n_sheets + 1);
    }
  self->n_sheets++;
  self->sheet = hc_sheet_new (&self->book, name);
  hc_sheet_widths (&self->sheet, self->layout.columns, self->layout.n);
  for (guint i = 0; i < self->layout.n; i++)
    hc_sheet_text (&self->sheet, 0, i, self->layout.columns[i].header,
                   self->layout.ids[i] == COLUMN_AGE ? HC_FORMAT_HEADER_RIGHT : HC_FORMAT_HEADER);
  self->row = 1;
}

HcAppendix *
hc_appendix_new (const HcPackData *data, const char *path, GError **error)
{
  HcAppendix *self = g_new0 (HcAppendix, 1);

  if (!hc_workbook_open (&self->book, data, path, TRUE, error))
    {
      g_free (self);
      return NULL;
    }
  layout_init (&self->layout, data);
  start_sheet (self);
  return self;
}

void
hc_appendix_add (HcAppendix *self, const HcPackTicket *ticket)
{
  if (self->row > APPENDIX_ROWS)
    start_sheet (self);
  write_ticket (&self->sheet, self->row++, &self->layout, ticket);
  self->book.receipt.rows++;
}

gboolean
hc_appendix_close (HcAppendix *self, HcWorkbookReceipt *receipt, GError **error)
{
  gboolean ok;

  finish_sheet (self);
  ok = hc_workbook_close (&self->book, receipt, error);
  g_free (self);
  return ok;
}
