/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads every cell of a file. usage: bench-read FILE — prints one JSON object. */

#include "config.h"

#include <stdio.h>

#include "hc-row-reader.h"

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HcRowReader) reader = NULL;
  guint64 rows = 0, cells = 0;
  HcRow row;

  if (argc < 2)
    g_error ("usage: bench-read FILE");
  reader = hc_row_reader_open (argv[1], NULL, &error);
  while (reader != NULL && hc_row_reader_next (reader, &row, &error))
    {
      rows++;
      cells += row.n_cells;
    }
  if (error != NULL)
    g_error ("%s", error->message);
  printf ("{\"rows\": %" G_GUINT64_FORMAT ", \"cells\": %" G_GUINT64_FORMAT "}\n", rows, cells);
  return 0;
}
