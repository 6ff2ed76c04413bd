/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The parts under the sub-commands: options, suggestions, aligned text, the sample's generator. */

#include "config.h"

#include <string.h>

#include "hc-cli.h"
#include "hc-command.h"
#include "hc-sample-random.h"
#include "hc-text-table.h"

static const HcOption options[] = {
  { "output", 'o', "FILE", "Where", FALSE },
  { "where", 'w', "X", "Filter", TRUE },
  { "force", 0, NULL, "Force", FALSE },
  { NULL },
};

static const HcCommand command = {
  .name = "test",
  .arguments = "FILE",
  .summary = "Test",
  .example = "test x",
  .options = options,
  .min_words = 1,
  .max_words = 2,
};

static void
test_options (void)
{
  static const struct
  {
    const char *words[8];
    const char *output;
    const char *where; /* joined by “;” */
    gboolean force;
    const char *positional; /* joined by “;” */
  } cases[] = {
    { { "f" }, NULL, NULL, FALSE, "f" },
    { { "f", "-o", "x" }, "x", NULL, FALSE, "f" },
    { { "-ox", "f" }, "x", NULL, FALSE, "f" },
    { { "--output=x=y", "f" }, "x=y", NULL, FALSE, "f" },
    { { "--output", "x", "f", "g" }, "x", NULL, FALSE, "f;g" },
    { { "--output=", "f" }, "", NULL, FALSE, "f" },
    { { "--where", "a=1", "f", "-w", "b=2" }, NULL, "a=1;b=2", FALSE, "f" },
    { { "--force", "f", "--", "--force" }, NULL, NULL, TRUE, "f;--force" },
    { { "-", "f" }, NULL, NULL, FALSE, "-;f" },
    { { "--where", "--force", "f" }, NULL, "--force", FALSE, "f" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HcCall) call = hc_call_new (&command, (char **) cases[i].words, &error);
      GPtrArray *where;
      g_autofree char *joined = NULL;
      g_autofree char *words = NULL;

      g_assert_no_error (error);
      where = hc_call_values (call, "where");
      g_ptr_array_add (call->words, NULL);
      words = g_strjoinv (";", (char **) call->words->pdata);
      if (where != NULL)
        {
          g_ptr_array_add (where, NULL);
          joined = g_strjoinv (";", (char **) where->pdata);
        }
      g_assert_cmpstr (hc_call_value (call, "output"), ==, cases[i].output);
      g_assert_cmpstr (joined, ==, cases[i].where);
      g_assert_cmpint (hc_call_has (call, "force"), ==, cases[i].force);
      g_assert_cmpstr (words, ==, cases[i].positional);
    }
}

static void
test_options_refused (void)
{
  static const struct
  {
    const char *words[6];
    const char *message;
  } cases[] = {
    { { NULL }, "Something is missing" },
    { { "a", "b", "c" }, "“c” is one word too many" },
    { { "f", "--ouput", "x" }, "Did you mean “--output”?" },
    { { "f", "-x" }, "There is no option “-x”" },
    { { "f", "-o" }, "needs a value" },
    { { "f", "--force=1" }, "takes no value" },
    { { "f", "-o", "x", "--output=y" }, "given twice" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HcCall) call = hc_call_new (&command, (char **) cases[i].words, &error);

      g_assert_null (call);
      g_assert_error (error, HC_ERROR, HC_ERROR_USAGE);
      g_assert_nonnull (strstr (error->message, cases[i].message));
    }
}

static void
test_nearest (void)
{
  static const char *const words[] = { "import", "imports", "metrics", "undo-import", "new", NULL };
  static const struct
  {
    const char *word;
    const char *nearest;
  } cases[] = {
    { "import", "import" },
    { "improt", "import" },
    { "imprts", "imports" },
    { "metric", "metrics" },
    { "mertics", "metrics" },
    { "undoimport", "undo-import" },
    { "nwe", "new" },
    { "export", "import" },
    { "frobnicate", NULL },
    { "x", NULL },
    { "", NULL },
    { "a very long word that nobody would ever type as a command name", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (hc_nearest (cases[i].word, words), ==, cases[i].nearest);
}

/* What opens a window must not be taken for a command. */
static void
test_handles (void)
{
  static const struct
  {
    const char *word;
    gboolean handled;
  } cases[] = {
    { "metrics", TRUE },
    { "--help", TRUE },
    { "-h", TRUE },
    { "--version", TRUE },
    { "metrix", TRUE },
    { "wave.hypercare", FALSE },
    { "gone.hypercare", FALSE },
    { "dir/any.thing", FALSE },
    { "file:///x", FALSE },
    { "--gapplication-service", FALSE },
    { "/", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (
      hc_cli_handles (2, (char *[]){ (char *) "hypercare", (char *) cases[i].word, NULL }), ==,
      cases[i].handled);
  g_assert_false (hc_cli_handles (1, (char *[]){ (char *) "hypercare", NULL }));
}

static void
test_text_table (void)
{
  g_autoptr (HcTextTable) table = hc_text_table_new ("NAME", ">N", "NOTE", NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  hc_text_table_add (table, "Łódź");
  hc_text_table_add_count (table, 7);
  hc_text_table_add (table, "");
  hc_text_table_add (table, "日本");
  hc_text_table_add_count (table, -1);
  hc_text_table_add (table, "x");
  hc_text_table_add (table, NULL);
  hc_text_table_add_count (table, 123);
  hc_text_table_add (table, "longer note");
  hc_text_table_append_to (table, out);
  g_assert_cmpstr (out->str, ==,
                   "NAME    N  NOTE\n"
                   "Łódź    7\n"
                   "日本    –  x\n"
                   "–     123  longer note\n");
}

/* The first numbers of xoshiro256** with the state 1, 2, 3, 4, as its authors' C code gives them.
 */
static void
test_generator (void)
{
  static const guint64 expected[] = { 11520, 0, 1509978240,
                                      G_GUINT64_CONSTANT (1215971899390074240) };
  HcRandom random = { { 1, 2, 3, 4 } };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (hc_random_next (&random), ==, expected[i]);
}

static void
test_spread (void)
{
  HcRandom random;
  guint below = 0;

  hc_random_init (&random, 1, 2);
  for (guint i = 0; i < 10000; i++)
    {
      int value = hc_random_spread (&random, 1000);

      g_assert_cmpint (value, >=, 120);
      g_assert_cmpint (value, <=, 9000);
      below += value < 1000 ? 1 : 0;
    }
  g_assert_cmpuint (below, >, 4800); /* the median is where it should be */
  g_assert_cmpuint (below, <, 5200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/command/options", test_options);
  g_test_add_func ("/command/options-refused", test_options_refused);
  g_test_add_func ("/command/nearest", test_nearest);
  g_test_add_func ("/command/handles", test_handles);
  g_test_add_func ("/command/text-table", test_text_table);
  g_test_add_func ("/command/generator", test_generator);
  g_test_add_func ("/command/spread", test_spread);
  return g_test_run ();
}
