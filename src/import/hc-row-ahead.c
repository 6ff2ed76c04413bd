/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-row-ahead.h"
#include "hc-row-reader-private.h"

#include <string.h>

/* A few batches of this size stay in the processor's caches; each costs one lock. */
#define BATCH_BYTES (64 * 1024)
#define BATCH_ROWS 256
#define N_BATCHES 8
/* Who waits is woken when so many are there to work on: waking costs as much as reading a few rows.
 * The other side goes on until then at least, as the ring is neither full nor empty. */
#define WAKE_AT (N_BATCHES / 2)

typedef struct
{
  guint first_cell;
  guint n_cells;
  guint64 line;
  guint64 lines;
} Place;

/* Rows with their texts, copied out of the reader. */
typedef struct
{
  char *text;
  gsize text_size;
  gsize text_used;
  HcCell *cells;
  guint cells_size;
  guint cells_used;
  Place rows[BATCH_ROWS];
  guint n_rows;
  gboolean is_last;
  GError *error;       /* comes after the rows; only in the last one */
  guint64 undecodable; /* of the file, up to here */
  double fraction;
} Batch;

typedef struct
{
  HcRowReader parent;
  HcRowReader *inner; /* borrowed; the thread's while it runs */
  GThread *thread;
  gboolean *wanted; /* by position; NULL: all cells */
  guint n_wanted;
  guint telling;

  /* A ring; the user holds the first of @n_full batches until it asks for the next. */
  Batch batches[N_BATCHES];
  GMutex mutex;
  GCond changed;
  guint n_full;
  gboolean stop;

  guint first; /* the user's side of the ring */
  guint next_row;
  gboolean at_end;
  guint64 undecodable;
  double fraction;
} RowAhead;

/* ---- the thread ---- */

static gboolean
is_narrow (RowAhead *self, const HcRow *row)
{
  return self->wanted != NULL && self->telling < row->n_cells &&
         g_ascii_isdigit (row->cells[self->telling].text[0]);
}

/* Whether the cell comes without its text. */
static gboolean
is_left_out (RowAhead *self, guint position)
{
  return position >= self->n_wanted || !self->wanted[position];
}

static gsize
text_length (RowAhead *self, const HcRow *row, gboolean narrow)
{
  gsize length = 0;

  for (guint i = 0; i < row->n_cells; i++)
    if (!narrow || !is_left_out (self, i))
      length += row->cells[i].length + 1;
  return length;
}

/* FALSE when the batch is full. An empty one grows for a giant row. */
static gboolean
make_room (Batch *batch, const HcRow *row, gsize length)
{
  gboolean fits = batch->text_size - batch->text_used >= length &&
                  batch->cells_size - batch->cells_used >= row->n_cells;

  if (fits || batch->n_rows > 0)
    return fits && batch->n_rows < BATCH_ROWS;
  if (batch->text_size < length || batch->text_size == 0)
    {
      g_free (batch->text);
      batch->text_size = MAX (length, BATCH_BYTES);
      batch->text = g_malloc (batch->text_size);
    }
  if (batch->cells_size < row->n_cells || batch->cells_size == 0)
    {
      g_free (batch->cells);
      batch->cells_size = MAX (row->n_cells, BATCH_BYTES / (guint) sizeof (HcCell));
      batch->cells = g_new (HcCell, batch->cells_size);
    }
  return TRUE;
}

static void
put_row (RowAhead *self, Batch *batch, const HcRow *row, gboolean narrow)
{
  batch->rows[batch->n_rows++] = (Place){ batch->cells_used, row->n_cells, row->line,
                                               row->lines };
  for (guint i = 0; i < row->n_cells; i++)
    {
      HcCell *cell = &batch->cells[batch->cells_used++];
      char *text = batch->text + batch->text_used;

      if (narrow && is_left_out (self, i))
        {
          *cell = (HcCell){ .text = "", .kind = HC_CELL_TEXT };
          continue;
        }
      *cell = row->cells[i];
      memcpy (text, cell->text, cell->length + 1);
      cell->text = text;
      batch->text_used += cell->length + 1;
    }
}

/* The next free batch, emptied; NULL when nobody wants more. */
static Batch *
wait_for_room (RowAhead *self, guint index)
{
  Batch *batch = &self->batches[index % N_BATCHES];
  gboolean stop;

  g_mutex_lock (&self->mutex);
  while (self->n_full == N_BATCHES && !self->stop)
    g_cond_wait (&self->changed, &self->mutex);
  stop = self->stop;
  g_mutex_unlock (&self->mutex);
  if (stop)
    return NULL;
  batch->text_used = 0;
  batch->cells_used = batch->n_rows = 0;
  batch->is_last = FALSE;
  return batch;
}

static void
hand_over (RowAhead *self, Batch *batch)
{
  batch->undecodable = hc_row_reader_undecodable (self->inner);
  batch->fraction = hc_row_reader_fraction (self->inner);
  g_mutex_lock (&self->mutex);
  self->n_full++;
  if (self->n_full >= WAKE_AT || batch->is_last)
    g_cond_signal (&self->changed);
  g_mutex_unlock (&self->mutex);
}

static gpointer
read_ahead (gpointer data)
{
  RowAhead *self = data;
  guint index = 0;
  Batch *batch = wait_for_room (self, index);
  HcRow row;

  while (batch != NULL && hc_row_reader_next (self->inner, &row, &batch->error))
    {
      gboolean narrow = is_narrow (self, &row);
      gsize length = text_length (self, &row, narrow);

      if (!make_room (batch, &row, length))
        {
          hand_over (self, batch);
          if ((batch = wait_for_room (self, ++index)) == NULL)
            break;
          make_room (batch, &row, length);
        }
      put_row (self, batch, &row, narrow);
    }
  if (batch != NULL)
    {
      batch->is_last = TRUE;
      hand_over (self, batch);
    }
  return NULL;
}

/* ---- the user ---- */

static void
stop_reading (RowAhead *self)
{
  if (self->thread != NULL)
    {
      g_mutex_lock (&self->mutex);
      self->stop = TRUE;
      g_cond_signal (&self->changed);
      g_mutex_unlock (&self->mutex);
      g_thread_join (g_steal_pointer (&self->thread));
    }
  self->stop = self->at_end = FALSE;
  self->n_full = self->first = self->next_row = 0;
  for (guint i = 0; i < N_BATCHES; i++)
    g_clear_error (&self->batches[i].error);
}

static void
row_ahead_free (HcRowReader *reader)
{
  RowAhead *self = (RowAhead *) reader;

  stop_reading (self);
  for (guint i = 0; i < N_BATCHES; i++)
    {
      g_free (self->batches[i].text);
      g_free (self->batches[i].cells);
    }
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self->wanted);
  g_free (self);
}

static Batch *
wait_for_rows (RowAhead *self)
{
  Batch *batch = &self->batches[self->first % N_BATCHES];

  if (self->thread == NULL)
    self->thread = g_thread_new ("hc-row-ahead", read_ahead, self);
  g_mutex_lock (&self->mutex);
  while (self->n_full == 0)
    g_cond_wait (&self->changed, &self->mutex);
  g_mutex_unlock (&self->mutex);
  self->undecodable = batch->undecodable;
  self->fraction = batch->fraction;
  return batch;
}

static void
give_back (RowAhead *self)
{
  self->first++;
  self->next_row = 0;
  g_mutex_lock (&self->mutex);
  self->n_full--;
  if (self->n_full <= N_BATCHES - WAKE_AT)
    g_cond_signal (&self->changed);
  g_mutex_unlock (&self->mutex);
}

static gboolean
row_ahead_next (HcRowReader *reader, HcRow *row, GError **error)
{
  RowAhead *self = (RowAhead *) reader;
  Batch *batch;
  const Place *place;

  if (self->at_end)
    return FALSE;
  /* Only the row before a batch's first one needs a look at the ring. */
  batch = self->next_row > 0 ? &self->batches[self->first % N_BATCHES] : wait_for_rows (self);
  if (self->next_row == batch->n_rows && !batch->is_last)
    {
      give_back (self);
      batch = wait_for_rows (self);
    }
  if (self->next_row == batch->n_rows)
    {
      self->at_end = TRUE;
      if (batch->error != NULL)
        g_propagate_error (error, g_steal_pointer (&batch->error));
      return FALSE;
    }
  place = &batch->rows[self->next_row++];
  *row = (HcRow){ batch->cells + place->first_cell, place->n_cells, place->line,
                   place->lines };
  return TRUE;
}

static gboolean
row_ahead_rewind (HcRowReader *reader, GError **error)
{
  RowAhead *self = (RowAhead *) reader;

  stop_reading (self);
  return hc_row_reader_rewind (self->inner, error);
}

static const char *
row_ahead_name (HcRowReader *reader)
{
  return hc_row_reader_name (((RowAhead *) reader)->inner);
}

static const char *
row_ahead_encoding (HcRowReader *reader)
{
  return hc_row_reader_encoding (((RowAhead *) reader)->inner);
}

static char
row_ahead_delimiter (HcRowReader *reader)
{
  return hc_row_reader_delimiter (((RowAhead *) reader)->inner);
}

static const char *const *
row_ahead_sheets (HcRowReader *reader)
{
  return hc_row_reader_sheets (((RowAhead *) reader)->inner);
}

static const char *
row_ahead_sheet (HcRowReader *reader)
{
  return hc_row_reader_sheet (((RowAhead *) reader)->inner);
}

static guint64
row_ahead_undecodable (HcRowReader *reader)
{
  return ((RowAhead *) reader)->undecodable;
}

static double
row_ahead_fraction (HcRowReader *reader)
{
  return ((RowAhead *) reader)->fraction;
}

static const HcRowReaderClass row_ahead_class = {
  .free = row_ahead_free,
  .next = row_ahead_next,
  .rewind = row_ahead_rewind,
  .name = row_ahead_name,
  .encoding = row_ahead_encoding,
  .delimiter = row_ahead_delimiter,
  .sheets = row_ahead_sheets,
  .sheet = row_ahead_sheet,
  .undecodable = row_ahead_undecodable,
  .fraction = row_ahead_fraction,
};

HcRowReader *
hc_row_ahead_new (HcRowReader *reader)
{
  RowAhead *self = g_new0 (RowAhead, 1);

  self->parent.klass = &row_ahead_class;
  self->inner = reader;
  self->undecodable = hc_row_reader_undecodable (reader);
  self->fraction = hc_row_reader_fraction (reader);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  return &self->parent;
}

void
hc_row_ahead_narrow (HcRowReader *ahead, const gboolean *wanted, guint n, guint telling)
{
  RowAhead *self = (RowAhead *) ahead;

  g_return_if_fail (self->parent.klass == &row_ahead_class && self->thread == NULL);

  g_free (self->wanted);
  self->wanted = g_memdup2 (wanted, n * sizeof *wanted);
  self->n_wanted = n;
  self->telling = telling;
}
