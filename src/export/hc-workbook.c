/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-workbook-private.h"

#include <errno.h>
#include <glib/gi18n.h>

typedef struct
{
  double size;
  gboolean bold;
  guint32 colour;
  guint32 fill; /* 0: none */
  const char *number;
  guint8 align;
  guint8 vertical;
  gboolean wrap;
  guint8 bottom; /* border */
  gboolean underline;
} FormatStyle;

/* Metrically the same as Liberation Sans: widths hold in Excel and in LibreOffice. */
#define FONT "Arial"

#define DATE "d mmm yyyy"
#define INSTANT "d mmm yyyy hh:mm"
/* Room between a figure and the text of the next column: part of the number's format, because
 * LibreOffice drops the indent of a right-aligned cell beside one of another format. */
#define GAP "_0"
#define TABLE_CELL(...) { .size = 10, .colour = HC_COLOUR_INK, .bottom = LXW_BORDER_THIN, \
                          .vertical = LXW_ALIGN_VERTICAL_TOP, __VA_ARGS__ }

static const FormatStyle styles[HC_N_FORMATS] = {
  [HC_FORMAT_NONE] = { 10, FALSE, HC_COLOUR_INK },
  [HC_FORMAT_OVERLINE] = { 11, TRUE, HC_COLOUR_SECOND },
  [HC_FORMAT_TITLE] = { 20, TRUE, HC_COLOUR_HEAD },
  [HC_FORMAT_COVER_TITLE] = { 20, TRUE, HC_COLOUR_HEAD, .wrap = TRUE,
                              .vertical = LXW_ALIGN_VERTICAL_TOP },
  [HC_FORMAT_SUBTITLE] = { 10, FALSE, HC_COLOUR_SECOND },
  [HC_FORMAT_HEADING] = { 13, TRUE, HC_COLOUR_HEAD, .bottom = LXW_BORDER_MEDIUM },
  [HC_FORMAT_LABEL] = { 10, FALSE, HC_COLOUR_SECOND, .vertical = LXW_ALIGN_VERTICAL_TOP },
  [HC_FORMAT_VALUE] = { 10, FALSE, HC_COLOUR_INK, .align = LXW_ALIGN_LEFT, .wrap = TRUE,
                        .vertical = LXW_ALIGN_VERTICAL_TOP },
  [HC_FORMAT_VALUE_DATE] = { 10, FALSE, HC_COLOUR_INK, .number = DATE, .align = LXW_ALIGN_LEFT },
  [HC_FORMAT_VALUE_INSTANT] = { 10, FALSE, HC_COLOUR_INK, .number = INSTANT,
                                .align = LXW_ALIGN_LEFT },
  [HC_FORMAT_NAME] = { 10, TRUE, HC_COLOUR_SECOND, .vertical = LXW_ALIGN_VERTICAL_TOP },
  [HC_FORMAT_NOTE] = { 10, FALSE, HC_COLOUR_SECOND, .vertical = LXW_ALIGN_VERTICAL_TOP },
  [HC_FORMAT_PARAGRAPH] = { 10, FALSE, HC_COLOUR_INK, .wrap = TRUE,
                            .vertical = LXW_ALIGN_VERTICAL_TOP },
  [HC_FORMAT_VALUE_COUNT] = { 10, TRUE, HC_COLOUR_INK, .number = "#,##0",
                              .align = LXW_ALIGN_LEFT },
  [HC_FORMAT_ID] = { 8, FALSE, HC_COLOUR_SECOND, .align = LXW_ALIGN_RIGHT, .wrap = TRUE,
                     .vertical = LXW_ALIGN_VERTICAL_BOTTOM },
  [HC_FORMAT_LINK] = { 10, FALSE, HC_COLOUR_LINK, .vertical = LXW_ALIGN_VERTICAL_TOP,
                       .underline = TRUE },
  [HC_FORMAT_HEADER] = { 10, TRUE, 0xffffff, HC_COLOUR_HEAD, .wrap = TRUE,
                         .vertical = LXW_ALIGN_VERTICAL_CENTER },
  [HC_FORMAT_HEADER_RIGHT] = { 10, TRUE, 0xffffff, HC_COLOUR_HEAD, .wrap = TRUE,
                               .align = LXW_ALIGN_RIGHT, .vertical = LXW_ALIGN_VERTICAL_CENTER },
  [HC_FORMAT_CELL] = TABLE_CELL (.wrap = FALSE),
  [HC_FORMAT_CELL_WRAP] = TABLE_CELL (.wrap = TRUE),
  [HC_FORMAT_CELL_STRONG] = TABLE_CELL (.bold = TRUE, .wrap = TRUE),
  [HC_FORMAT_CELL_CODE] = TABLE_CELL (.number = "@"),
  [HC_FORMAT_CELL_CENTRE] = TABLE_CELL (.align = LXW_ALIGN_CENTER),
  [HC_FORMAT_CELL_COUNT] = TABLE_CELL (.number = "#,##0" GAP, .align = LXW_ALIGN_RIGHT),
  [HC_FORMAT_CELL_DECIMAL] = TABLE_CELL (.number = "#,##0.0" GAP, .align = LXW_ALIGN_RIGHT),
  [HC_FORMAT_CELL_PERCENT] = TABLE_CELL (.number = "0.0%" GAP, .align = LXW_ALIGN_RIGHT),
  [HC_FORMAT_CELL_DATE] = TABLE_CELL (.number = DATE GAP, .align = LXW_ALIGN_RIGHT),
  [HC_FORMAT_CELL_INSTANT] = TABLE_CELL (.number = INSTANT GAP, .align = LXW_ALIGN_RIGHT),
  [HC_FORMAT_CELL_LINK] = { 10, FALSE, HC_COLOUR_LINK, .bottom = LXW_BORDER_THIN, .wrap = TRUE,
                            .vertical = LXW_ALIGN_VERTICAL_TOP, .underline = TRUE },
  [HC_FORMAT_CELL_LINK_COUNT] = { 10, FALSE, HC_COLOUR_LINK, .bottom = LXW_BORDER_THIN,
                                  .vertical = LXW_ALIGN_VERTICAL_TOP, .underline = TRUE,
                                  .number = "#,##0" GAP, .align = LXW_ALIGN_RIGHT },
  [HC_FORMAT_INPUT] = TABLE_CELL (.fill = HC_COLOUR_INPUT, .wrap = TRUE),
  [HC_FORMAT_INPUT_DATE] = TABLE_CELL (.fill = HC_COLOUR_INPUT, .number = DATE,
                                       .align = LXW_ALIGN_LEFT),
  [HC_FORMAT_FLAG_BAD] = { 0, TRUE, HC_COLOUR_BAD },
  [HC_FORMAT_FLAG_WARN] = { 0, TRUE, HC_COLOUR_WARN },
  [HC_FORMAT_FLAG_GOOD] = { 0, TRUE, HC_COLOUR_GOOD },
};

static lxw_format *
make_format (lxw_workbook *book, const FormatStyle *style)
{
  lxw_format *format = workbook_add_format (book);

  /* The rest is for conditional formats, which must not carry a size or a border. */
  if (style->size > 0)
    {
      format_set_font_name (format, FONT);
      format_set_font_size (format, style->size);
    }
  if (style->bold)
    format_set_bold (format);
  if (style->colour != 0)
    format_set_font_color (format, style->colour);
  if (style->fill != 0)
    format_set_bg_color (format, style->fill);
  if (style->number != NULL)
    format_set_num_format (format, style->number);
  if (style->align != 0)
    format_set_align (format, style->align);
  if (style->align == LXW_ALIGN_RIGHT && style->number == NULL)
    format_set_indent (format, 1);
  if (style->underline)
    format_set_underline (format, LXW_UNDERLINE_SINGLE);
  if (style->vertical != 0)
    format_set_align (format, style->vertical);
  if (style->wrap)
    format_set_text_wrap (format);
  if (style->bottom != 0)
    {
      format_set_bottom (format, style->bottom);
      format_set_bottom_color (format, HC_COLOUR_LINE);
    }
  return format;
}

/* The library formats numbers with printf: a decimal comma would break the file. And the workbook
 * is the same in every language. */
static void
enter_plain_locale (HcWorkbook *self)
{
  self->old_locale = uselocale ((locale_t) 0);
  self->plain_locale = newlocale (LC_NUMERIC_MASK | LC_MESSAGES_MASK, "C",
                                  duplocale (self->old_locale));
  uselocale (self->plain_locale);
}

static void
leave_plain_locale (HcWorkbook *self)
{
  uselocale (self->old_locale);
  freelocale (self->plain_locale);
}

/* Creation date = as-of, or the go-live of a launch without imports: never the clock. */
static void
set_properties (HcWorkbook *self)
{
  const HcPackData *data = self->data;
  g_autofree char *name = hc_pack_short_name (data, 120);
  g_autofree char *title = g_strdup_printf ("Hypercare handover – %s", name);
  g_autofree char *author = hc_pack_text_clean (data->prepared_by, NULL, NULL);
  g_autofree char *at = hc_pack_text_instant (data->calendar, data->as_of);
  g_autofree char *comments = g_strdup_printf ("Data as of %s (%s)", at, data->settings.zone);
  gint64 created = data->as_of != HC_INSTANT_NONE ? data->as_of : data->settings.go_live_at;
  lxw_doc_properties properties = {
    .title = title,
    .subject = (char *) "Handover from hypercare to business as usual",
    .author = author,
    .category = (char *) "Handover",
    .keywords = (char *) "hypercare, handover, BAU",
    .comments = comments,
    .created = (time_t) MAX (created, 1),
  };

  hc_workbook_check (self, workbook_set_properties (self->book, &properties));
}

void
hc_workbook_check (HcWorkbook *self, lxw_error result)
{
  if (self->failure == LXW_NO_ERROR)
    self->failure = result;
}

static gboolean
fail (lxw_error failure, GError **error)
{
  int saved = errno;

  if (failure == LXW_NO_ERROR)
    return TRUE;
  if (saved == ENOSPC || saved == EDQUOT)
    g_set_error_literal (error, HC_ERROR, HC_ERROR_DISK_FULL,
                         _("The disk became full while the workbook was written. Make room or "
                           "choose another folder."));
  else
    g_set_error (error, HC_ERROR, HC_ERROR_FAILED,
                 _("The workbook could not be written (%s). Choose another folder and try again."),
                 lxw_strerror (failure));
  return FALSE;
}

gboolean
hc_workbook_open (HcWorkbook *self,
                  const HcPackData *data,
                  const char *path,
                  gboolean constant_memory,
                  GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  lxw_workbook_options options = {
    .constant_memory = constant_memory,
    .tmpdir = folder,
    .use_zip64 = constant_memory,
  };

  *self = (HcWorkbook) { .data = data };
  hc_workbook_receipt_init (&self->receipt);
  enter_plain_locale (self);
  errno = 0;
  self->book = workbook_new_opt (path, &options);
  if (self->book == NULL)
    {
      leave_plain_locale (self);
      hc_workbook_receipt_clear (&self->receipt);
      return fail (LXW_ERROR_MEMORY_MALLOC_FAILED, error);
    }
  for (guint i = 0; i < HC_N_FORMATS; i++)
    self->formats[i] = make_format (self->book, &styles[i]);
  set_properties (self);
  return TRUE;
}

gboolean
hc_workbook_close (HcWorkbook *self, HcWorkbookReceipt *receipt, GError **error)
{
  gboolean ok;
  int saved;

  errno = 0;
  hc_workbook_check (self, workbook_close (self->book));
  saved = errno;
  leave_plain_locale (self);
  errno = saved;
  ok = fail (self->failure, error);
  self->receipt.cut = self->repairs.cut;
  self->receipt.repaired = self->repairs.repaired;
  if (receipt != NULL)
    *receipt = self->receipt;
  else
    hc_workbook_receipt_clear (&self->receipt);
  return ok;
}

gboolean
hc_workbook_write (const HcPackData *data,
                   const char *path,
                   const HcWorkbookReceipt *appendix,
                   HcWorkbookReceipt *receipt,
                   GError **error)
{
  HcWorkbook book;

  g_return_val_if_fail (data != NULL && path != NULL && receipt != NULL, FALSE);

  if (!hc_workbook_open (&book, data, path, FALSE, error))
    return FALSE;
  hc_workbook_add_cover (&book);
  hc_workbook_add_summary (&book);
  hc_workbook_add_criteria (&book);
  hc_workbook_add_registers (&book, HC_PACK_BEFORE_TICKETS);
  hc_workbook_add_tickets (&book);
  hc_workbook_add_registers (&book, HC_PACK_AFTER_TICKETS);
  hc_workbook_add_metrics (&book);
  hc_workbook_add_definitions (&book);
  hc_workbook_add_registers (&book, HC_PACK_AFTER_METRICS);
  hc_workbook_add_notes (&book, appendix);
  return hc_workbook_close (&book, receipt, error);
}
