/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-sample-text.h"

#include <string.h>

#define PICK(list, random) ((list)[hc_random_below ((random), G_N_ELEMENTS (list))])

static void expand (
  GString *out, const char *text, const char *end, const HcSampleWords *words, HcRandom *random);

static void
append_amount (GString *out, HcRandom *random)
{
  int cents = hc_random_range (random, 0, 19) * 5;
  int euros = hc_random_range (random, 120, 98000);

  if (euros >= 1000)
    g_string_append_printf (out, "%d,%03d.%02d EUR", euros / 1000, euros % 1000, cents);
  else
    g_string_append_printf (out, "%d.%02d EUR", euros, cents);
}

/* Words that are chosen, not numbered; FALSE when @name is none of them. */
static gboolean
append_word (GString *out, const char *name, const HcSampleWords *words, HcRandom *random)
{
  static const char *const items[] = { "safety gloves",  "printer toner",   "a forklift rental",
                                       "steel bolts M8", "office chairs",   "a calibration service",
                                       "pallet wrap",    "cleaning service" };
  static const char *const roles[] = { "Z_BUYER_EU",  "Z_BUYER_LATAM", "Z_WH_SCAN",
                                       "Z_CO_REPORT", "Z_REQ_BASIC",   "Z_REQ_PLANT" };
  static const char *const ap_roles[] = { "Z_AP_POST", "Z_AP_RELEASE", "Z_AP_CLERK_PL" };
  static const char *const reports[] = { "FBL1N", "S_ALR_87013611", "ZFI_OPEN", "Report 104" };
  static const char *const companies[] = { "1000", "2100", "3400" };
  guint n_suppliers = 0;

  if (g_str_has_prefix (name, "supplier"))
    {
      while (hc_sample_suppliers[n_suppliers] != NULL)
        n_suppliers++;
      g_string_append (out, hc_sample_suppliers[hc_random_below (random, n_suppliers)]);
    }
  else if (strcmp (name, "item") == 0)
    g_string_append (out, PICK (items, random));
  else if (strcmp (name, "role") == 0)
    g_string_append (out, PICK (roles, random));
  else if (strcmp (name, "aprole") == 0)
    g_string_append (out, PICK (ap_roles, random));
  else if (strcmp (name, "report") == 0)
    g_string_append (out, PICK (reports, random));
  else if (strcmp (name, "company") == 0)
    g_string_append (out, PICK (companies, random));
  else if (strcmp (name, "place") == 0)
    g_string_append (out, words->place->name);
  else
    return FALSE;
  return TRUE;
}

static void
append_parameter (GString *out, const char *name, const HcSampleWords *words)
{
  HcRandom stream, *random = &stream;

  hc_random_init (random, words->seed, g_str_hash (name));
  if (append_word (out, name, words, random))
    return;

  if (strcmp (name, "amount") == 0)
    append_amount (out, random);
  else if (strcmp (name, "po") == 0)
    g_string_append_printf (out, "45000%05d", hc_random_range (random, 10000, 99999));
  else if (strcmp (name, "doc") == 0)
    g_string_append_printf (out, "51056%05d", hc_random_range (random, 0, 99999));
  else if (strcmp (name, "cc") == 0)
    g_string_append_printf (out, "%d", hc_random_range (random, 41, 79) * 100 + 10);
  else if (strcmp (name, "material") == 0)
    g_string_append_printf (out, "M-%05d", hc_random_range (random, 10000, 48999));
  else if (strcmp (name, "device") == 0)
    g_string_append_printf (out, "SC-%03d", hc_random_range (random, 1, 86));
  else if (strcmp (name, "printer") == 0)
    g_string_append_printf (out, "LP-%02d", hc_random_range (random, 1, 24));
  else if (strcmp (name, "fault") == 0)
    g_string_append_printf (out, "ME%03d", hc_random_range (random, 80, 96));
  else if (strcmp (name, "run") == 0)
    g_string_append_printf (out, "R%04d", hc_random_range (random, 301, 399));
  else if (strcmp (name, "tax") == 0)
    g_string_append_printf (out, "V%d", hc_random_range (random, 1, 7));
  else if (strcmp (name, "time") == 0)
    g_string_append_printf (out, "%d:%02d", hc_random_range (random, 8, 16),
                            hc_random_range (random, 0, 11) * 5);
  else if (strcmp (name, "n") == 0)
    g_string_append_printf (out, "%d", hc_random_range (random, 2, 9));
  else
    g_error ("sample text: unknown parameter {%s}", name);
}

/* @text is behind the “[”, @end at the “]”. */
static void
expand_choice (
  GString *out, const char *text, const char *end, const HcSampleWords *words, HcRandom *random)
{
  guint n = 1;
  guint chosen;

  for (const char *p = text; p < end; p++)
    n += *p == '|' ? 1 : 0;

  chosen = (guint) hc_random_below (random, n);
  while (TRUE)
    {
      const char *bar = memchr (text, '|', (gsize) (end - text));
      const char *stop = bar != NULL ? bar : end;

      if (chosen-- == 0)
        {
          expand (out, text, stop, words, random);
          return;
        }
      text = stop + 1;
    }
}

static void
expand (
  GString *out, const char *text, const char *end, const HcSampleWords *words, HcRandom *random)
{
  while (text < end)
    {
      gsize plain = strcspn (text, "[{");
      const char *stop;
      char name[16];

      plain = MIN (plain, (gsize) (end - text));
      g_string_append_len (out, text, (gssize) plain);
      text += plain;
      if (text >= end)
        break;

      stop = strchr (text, *text == '[' ? ']' : '}');
      if (*text == '[')
        {
          expand_choice (out, text + 1, stop, words, random);
        }
      else
        {
          g_strlcpy (name, text + 1, MIN (sizeof name, (gsize) (stop - text)));
          append_parameter (out, name, words);
        }
      text = stop + 1;
    }
}

void
hc_sample_expand (GString *out, const char *text, const HcSampleWords *words, HcRandom *random)
{
  expand (out, text, text + strlen (text), words, random);
}

static void
swap_letters (GString *title, HcRandom *random)
{
  gsize at = (gsize) hc_random_below (random, title->len - 1);
  char *p = title->str + at;

  if (g_ascii_isalpha (p[0]) && g_ascii_isalpha (p[1]))
    {
      char first = p[0];
      p[0] = p[1];
      p[1] = first;
    }
}

void
hc_sample_garble (GString *title, HcRandom *random)
{
  static const char *const starts[] = { "URGENT: ", "Urgent – ", "FW: ", "Re: ", "Still: " };
  guint kind = (guint) hc_random_below (random, 100);

  if (kind < 5 && title->len > 8)
    swap_letters (title, random);
  else if (kind < 10)
    for (char *p = title->str; *p != '\0'; p++)
      *p = g_ascii_tolower (*p);
  else if (kind < 13)
    g_string_prepend (title, PICK (starts, random));
  else if (kind < 15)
    g_string_append (title, kind == 13 ? "!!!" : " ");
}
