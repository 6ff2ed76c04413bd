/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-csv-sniff.h"

#include <math.h>
#include <string.h>

#define N_RECORDS 50

static const char delimiters[] = { ',', ';', '\t', '|' };

typedef struct
{
  guint n_cells[N_RECORDS];
  guint n;   /* records that are not blank */
  guint odd; /* with something after a closing quotation mark, or never closed */
} Sample;

static Sample
take_sample (char *text, gsize length, gboolean complete, HcCsvDialect dialect)
{
  g_auto (HcCsvScan) scan;
  Sample sample = { .n = 0 };
  char *p = text, *end = text + length;

  hc_csv_scan_init (&scan, dialect);
  while (p < end && sample.n < N_RECORDS)
    {
      HcCsvResult result = hc_csv_scan_record (&scan, p, end, complete);

      if (result == HC_CSV_UNCLOSED)
        sample.odd += 2;
      if (result != HC_CSV_ROW)
        break;
      p = scan.next;
      if (scan.n_cells == 1 && scan.cells[0].length == 0)
        continue;
      sample.n_cells[sample.n++] = scan.n_cells;
      sample.odd += scan.odd;
    }
  return sample;
}

/* The share of records that have the commonest number of cells, weighed by that number: a delimiter
 * that splits every record into 30 beats one that splits it into 2. 0: splits nothing. */
static double
evenness (const Sample *sample)
{
  double best = 0;

  for (guint i = 0; i < sample->n; i++)
    {
      guint same = 0;
      double share, score;

      for (guint j = 0; j < sample->n; j++)
        same += sample->n_cells[j] == sample->n_cells[i];
      share = (double) same / sample->n;
      score = share * share * log2 (sample->n_cells[i]) / (1 + sample->odd);
      best = MAX (best, score);
    }
  return best;
}

char
hc_csv_sep_line (const char *text, gsize length)
{
  gsize quoted = length > 0 && text[0] == '"';
  const char *p = text + quoted;

  if (length < quoted + 5 || g_ascii_strncasecmp (p, "sep=", 4) != 0)
    return 0;
  if (p[4] == '\r' || p[4] == '\n' || p[4] == '"')
    return 0;
  p += 5 + quoted;
  if (p > text + length || (quoted && p[-1] != '"'))
    return 0;
  return p == text + length || *p == '\r' || *p == '\n' ? text[quoted + 4] : 0;
}

HcCsvDialect
hc_csv_sniff (char *text, gsize length, gboolean complete, char delimiter)
{
  HcCsvDialect best = { delimiter != 0 ? delimiter : ',', FALSE };
  Sample plain, escaped;
  double best_score = 0;

  for (guint i = 0; delimiter == 0 && i < G_N_ELEMENTS (delimiters); i++)
    for (int backslash = 0; backslash <= 1; backslash++)
      {
        HcCsvDialect dialect = { delimiters[i], backslash };
        Sample sample = take_sample (text, length, complete, dialect);
        double score = evenness (&sample);

        if (score > best_score)
          {
            best = dialect;
            best_score = score;
          }
      }

  /* Backslashes only where quotation marks make no sense without them. */
  best.backslash = FALSE;
  plain = take_sample (text, length, complete, best);
  best.backslash = TRUE;
  escaped = take_sample (text, length, complete, best);
  best.backslash = escaped.odd < plain.odd;
  return best;
}
