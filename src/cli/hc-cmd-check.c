/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "hc-check.h"
#include "hc-command.h"
#include "hc-text-table.h"

static const HcOption options[] = {
  { "repair", 0, N_ ("OUT"), N_ ("Copy what can be read into this new launch file"), FALSE },
  { NULL },
};

static void
tell_findings (const char *path, GPtrArray *findings)
{
  if (findings->len == 0)
    {
      hc_printf (
        _ ("“%s” is whole: pages, schema, references and the content of every ticket are as "
           "they should be.\n"),
        path);
      return;
    }
  for (guint i = 0; i < findings->len; i++)
    {
      const HcFinding *finding = g_ptr_array_index (findings, i);
      hc_printf ("%s: %s\n", finding->code, finding->text);
    }
}

/* TRUE when nothing was left behind. */
static gboolean
tell_repaired (const char *out, GPtrArray *tables)
{
  g_autoptr (HcTextTable) table =
    hc_text_table_new (_ ("TABLE"), _ (">KEPT"), _ (">LEFT OUT"), "", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean whole = TRUE;

  for (guint i = 0; i < tables->len; i++)
    {
      const HcRepairedTable *repaired = g_ptr_array_index (tables, i);

      whole = whole && repaired->skipped == 0 && !repaired->unreadable;
      hc_text_table_add (table, repaired->table);
      hc_text_table_add_count (table, (gint64) repaired->kept);
      hc_text_table_add_count (table, (gint64) repaired->skipped);
      hc_text_table_add (table, repaired->unreadable ? _ ("a part could not be read") : "");
    }
  hc_text_table_append_to (table, text);
  hc_print (text->str);
  if (whole)
    hc_printf (_ ("Wrote “%s” with everything in it.\n"), out);
  else
    hc_printf (
      _ ("Wrote “%s” with what could be read. Compare it with a snapshot before you use it.\n"),
      out);
  return whole;
}

static int
run_check (HcCall *call)
{
  const char *path = hc_call_word (call, 0);
  const char *out = hc_call_value (call, "repair");
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (GError) error = NULL;

  findings = hc_check_file (path, &error);
  if (findings != NULL)
    tell_findings (path, findings);
  else if (out == NULL || !g_error_matches (error, HC_ERROR, HC_ERROR_DAMAGED))
    return hc_call_fail (call, error);
  else
    hc_print_error ("hypercare check: %s\n", error->message); /* too damaged to look at: save it */
  g_clear_error (&error);

  if (out == NULL)
    {
      if (findings->len == 0)
        return HC_EXIT_DONE;
      hc_print_error (_ ("hypercare check: “%s” is damaged. Restore a snapshot, or try "
                         "“--repair OUT.hypercare”.\n"),
                      path);
      return HC_EXIT_FAILED;
    }

  if (!(tables = hc_check_repair (path, out, call->cancellable, &error)))
    return hc_call_fail (call, error);
  return tell_repaired (out, tables) ? HC_EXIT_DONE : HC_EXIT_REJECTS;
}

const HcCommand hc_command_check = {
  .name = "check",
  .arguments = "FILE",
  .summary = N_ ("Check that a launch file is whole, or save what can be read"),
  .description = N_ (
    "Looks at every page, the schema, references between rows, and the content hash of every\n"
    "ticket, which finds damage that the database itself does not notice. FILE is only read.\n"
    "With --repair what can be read goes into a new file; exit status 3 when something could not."),
  .example = "hypercare check wave1.hypercare --repair saved.hypercare",
  .options = options,
  .min_words = 1,
  .max_words = 1,
  .run = run_check,
};
