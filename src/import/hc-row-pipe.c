/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-row-pipe.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#define N_BLOCKS 4
#define BLOCK_ROWS 256
#define BLOCK_BYTES (256 * 1024)

/* Texts lie in bytes, which does not grow while rows point into it: a block is full when the next
 * row might not fit. */
typedef struct
{
  HcPipedRow rows[BLOCK_ROWS];
  guint n_rows;
  char *bytes;
  gsize size;
  gsize used;
  double fraction;
  gboolean is_last;
  GError *error; /* why it is the last */
} Block;

struct _HcRowPipe
{
  HcRowReader *reader;
  HcNormaliser *normaliser;
  HcMerge *merge;
  HcMergeCursor cursor;
  GThread *thread;
  GAsyncQueue *free;
  GAsyncQueue *full;
  gint stop;

  /* The caller's side */
  Block *present;
  guint next;
  double fraction;
  guint64 tickets;
  guint64 rejected;
  char *first_reject; /* where and why */
};

static Block *
block_new (void)
{
  Block *block = g_new0 (Block, 1);

  block->size = BLOCK_BYTES;
  block->bytes = g_malloc (block->size);
  return block;
}

static void
block_reset (Block *block)
{
  for (guint i = 0; i < block->n_rows; i++)
    if (block->rows[i].kind == HC_ROW_REJECTED)
      hc_reject_clear (&block->rows[i].reject);
  block->n_rows = 0;
  block->used = 0;
}

static void
block_free (Block *block)
{
  if (block == NULL)
    return;
  block_reset (block);
  g_clear_error (&block->error);
  g_free (block->bytes);
  g_free (block);
}

/* More than all texts of the row can take: normalising makes none longer, joining adds two bytes. */
static gsize
row_size (const HcRow *row)
{
  gsize size = 64;

  for (guint i = 0; i < row->n_cells; i++)
    size += MIN (row->cells[i].length, HC_MAX_TEXT) + 4;
  return size;
}

static const char *
keep (Block *block, const char *text)
{
  gsize length;
  char *copy;

  if (text == NULL)
    return NULL;
  length = strlen (text) + 1;
  copy = block->bytes + block->used;
  memcpy (copy, text, length);
  block->used += length;
  return copy;
}

static void
keep_texts (Block *block, HcTicketRow *ticket)
{
  for (guint64 left = ticket->mapped; left != 0; left &= left - 1)
    {
      guint field = (guint) __builtin_ctzll (left);

      ticket->text[field] = keep (block, ticket->text[field]);
    }
}

static void
keep_key (Block *block, HcTicketRow *ticket)
{
  const char *key = keep (block, ticket->text[HC_TICKET_KEY]);

  memset (ticket->text, 0, sizeof ticket->text);
  ticket->text[HC_TICKET_KEY] = key;
}

static void
add_row (HcRowPipe *self, Block *block, const HcRow *row)
{
  HcPipedRow *piped = &block->rows[block->n_rows++];

  memset (&piped->reject, 0, sizeof piped->reject);
  piped->foreseen = 0;
  piped->kind = hc_normaliser_row (self->normaliser, row, &piped->ticket, &piped->reject);
  if (piped->kind == HC_ROW_REJECTED)
    piped->key = keep (block, hc_normaliser_key (self->normaliser, row));
  if (piped->kind != HC_ROW_TICKET)
    return;
  if (self->merge != NULL)
    piped->foreseen = hc_merge_foresee (self->merge, &self->cursor, piped->ticket.hash);
  if (piped->foreseen != 0)
    keep_key (block, &piped->ticket);
  else
    keep_texts (block, &piped->ticket);
}

static Block *
hand_over (HcRowPipe *self, Block *block)
{
  block->fraction = hc_row_reader_fraction (self->reader);
  g_async_queue_push (self->full, block);
  return g_async_queue_pop (self->free);
}

/* A quotation mark too many would take the tickets below it away; what they say is not known. */
static gboolean
check_whole (HcRowPipe *self, const HcRow *row, GError **error)
{
  guint n = row->lines > 1 ? hc_normaliser_rows_inside (self->normaliser, row) : 0;

  if (n == 0)
    return TRUE;
  g_set_error (error, HC_ERROR, HC_ERROR_FORMAT,
               ngettext ("In “%s” a quotation mark opened in the row of line %" PRIu64
                         " takes in %u more ticket, up to line %" PRIu64
                         ". Take the mark out or close it in that row, or export the list again.",
                         "In “%s” a quotation mark opened in the row of line %" PRIu64
                         " takes in %u more tickets, up to line %" PRIu64
                         ". Take the mark out or close it in that row, or export the list again.",
                         n),
               hc_row_reader_name (self->reader), row->line, n, row->line + row->lines - 1);
  return FALSE;
}

static gpointer
run (gpointer data)
{
  HcRowPipe *self = data;
  Block *block = g_async_queue_pop (self->free);
  GError *error = NULL;
  HcRow row;

  while (!g_atomic_int_get (&self->stop) && hc_row_reader_next (self->reader, &row, &error) &&
         check_whole (self, &row, &error))
    {
      gsize needed = row_size (&row);

      if (block->n_rows == BLOCK_ROWS || (block->n_rows > 0 && block->used + needed > block->size))
        block = hand_over (self, block);
      if (needed > block->size)
        {
          g_free (block->bytes);
          block->size = needed;
          block->bytes = g_malloc (block->size);
        }
      add_row (self, block, &row);
    }
  block->error = error;
  block->is_last = TRUE;
  block->fraction = hc_row_reader_fraction (self->reader);
  g_async_queue_push (self->full, block);
  return NULL;
}

HcRowPipe *
hc_row_pipe_new (HcRowReader *reader, HcNormaliser *normaliser, HcMerge *merge)
{
  HcRowPipe *self = g_new0 (HcRowPipe, 1);

  self->reader = reader;
  self->normaliser = normaliser;
  self->merge = merge;
  self->free = g_async_queue_new_full ((GDestroyNotify) block_free);
  self->full = g_async_queue_new_full ((GDestroyNotify) block_free);
  for (guint i = 0; i < N_BLOCKS; i++)
    g_async_queue_push (self->free, block_new ());
  self->thread = g_thread_new ("hc-row-pipe", run, self);
  return self;
}

/* The block that was read goes back for the thread to fill again. */
static void
give_back (HcRowPipe *self)
{
  if (self->present == NULL)
    return;
  block_reset (self->present);
  g_async_queue_push (self->free, g_steal_pointer (&self->present));
}

void
hc_row_pipe_free (HcRowPipe *self)
{
  Block *block;

  if (self == NULL)
    return;
  g_atomic_int_set (&self->stop, 1);
  give_back (self);
  /* It may wait for a free block: take full ones away until it has ended. */
  while ((block = g_async_queue_try_pop (self->full)) != NULL)
    {
      block_reset (block);
      g_async_queue_push (self->free, block);
    }
  g_thread_join (self->thread);
  g_async_queue_unref (self->free);
  g_async_queue_unref (self->full);
  g_free (self->first_reject);
  g_free (self);
}

static void
count_row (HcRowPipe *self, const HcPipedRow *row)
{
  self->tickets += row->kind == HC_ROW_TICKET;
  if (row->kind == HC_ROW_REJECTED && self->rejected++ == 0)
    self->first_reject = g_strdup_printf (_("line %" PRIu64 ", column “%s”: %s"),
                                          row->reject.line, row->reject.column,
                                          row->reject.message);
}

/* A file without a single good row says nothing of any ticket, nor that any is missing. */
static gboolean
check_any (HcRowPipe *self, GError **error)
{
  if (self->rejected == 0 || self->tickets > 0)
    return TRUE;
  g_set_error (error, HC_ERROR, HC_ERROR_FORMAT,
               _("No row of “%s” can be imported. The first one: %s"),
               hc_row_reader_name (self->reader), self->first_reject);
  return FALSE;
}

const HcPipedRow *
hc_row_pipe_next (HcRowPipe *self, GError **error)
{
  const HcPipedRow *row;

  while (self->present == NULL || self->next == self->present->n_rows)
    {
      if (self->present != NULL && self->present->is_last)
        {
          if (self->present->error != NULL)
            g_propagate_error (error, g_steal_pointer (&self->present->error));
          else
            check_any (self, error);
          return NULL;
        }
      give_back (self);
      self->present = g_async_queue_pop (self->full);
      self->next = 0;
      self->fraction = self->present->fraction;
    }
  row = &self->present->rows[self->next++];
  count_row (self, row);
  return row;
}

double
hc_row_pipe_fraction (HcRowPipe *self)
{
  return self->fraction;
}
