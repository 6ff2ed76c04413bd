/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-text-source.h"

#include "hc-encoding.h"
#include "hc-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define RAW_BLOCK (64 * 1024)
#define DIRECT_SIZE 4096
#define REPLACEMENT "\xef\xbf\xbd"

struct _HcTextSource
{
  int fd;
  char *file_name;
  HcEncoding encoding;
  GIConv converter; /* -1 for UTF-8 */
  gsize unit;       /* bytes that a broken sequence skips */
  guint64 size;
  guint64 offset; /* bytes read */
  guint64 undecodable;
  gboolean at_end; /* of the file; what is queued may remain */

  GByteArray *raw; /* read, not yet decoded */
  GString *ready;  /* decoded, not yet handed out from @ready_at on */
  gsize ready_at;
};

void
hc_text_source_free (HcTextSource *self)
{
  if (self == NULL)
    return;
  if (self->converter != (GIConv) -1)
    g_iconv_close (self->converter);
  close (self->fd);
  g_free (self->file_name);
  g_byte_array_unref (self->raw);
  g_string_free (self->ready, TRUE);
  g_free (self);
}

static gboolean
settle_encoding (HcTextSource *self, const char *encoding, GError **error)
{
  guint8 head[4096];
  ssize_t n_head;

  if (encoding == NULL)
    return hc_encoding_detect (self->fd, self->file_name, &self->encoding, error);
  n_head = pread (self->fd, head, sizeof head, 0);
  return hc_encoding_from_name (encoding, head, n_head > 0 ? (gsize) n_head : 0, &self->encoding,
                                error);
}

HcTextSource *
hc_text_source_new (int fd, const char *file_name, const char *encoding, GError **error)
{
  g_autoptr (HcTextSource) self = g_new0 (HcTextSource, 1);
  struct stat info;

  self->fd = fd;
  self->file_name = g_strdup (file_name);
  self->converter = (GIConv) -1;
  self->raw = g_byte_array_new ();
  self->ready = g_string_new (NULL);
  if (fstat (fd, &info) == 0)
    self->size = (guint64) info.st_size;
  posix_fadvise (fd, 0, 0, POSIX_FADV_SEQUENTIAL);

  if (!settle_encoding (self, encoding, error))
    return NULL;
  if (!g_str_equal (self->encoding.name, "UTF-8"))
    self->converter = g_iconv_open ("UTF-8", self->encoding.name);
  self->unit = g_str_has_prefix (self->encoding.name, "UTF-32")   ? 4
               : g_str_has_prefix (self->encoding.name, "UTF-16") ? 2
                                                                  : 1;
  hc_text_source_rewind (self);
  return g_steal_pointer (&self);
}

void
hc_text_source_rewind (HcTextSource *self)
{
  self->offset = self->encoding.bom;
  self->undecodable = 0;
  self->at_end = FALSE;
  g_byte_array_set_size (self->raw, 0);
  g_string_truncate (self->ready, 0);
  self->ready_at = 0;
  if (self->converter != (GIConv) -1)
    g_iconv (self->converter, NULL, NULL, NULL, NULL);
}

static gssize
read_file (HcTextSource *self, guint8 *buffer, gsize size, GError **error)
{
  ssize_t n;

  do
    n = pread (self->fd, buffer, size, (off_t) self->offset);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    g_set_error (error, HC_ERROR, HC_ERROR_FAILED, _("“%s” could not be read: %s"),
                 self->file_name, g_strerror (errno));
  else if (n == 0)
    self->at_end = TRUE;
  else
    self->offset += (guint64) n;
  return n;
}

static void
replace (HcTextSource *self, gsize n_bytes)
{
  g_string_append_len (self->ready, REPLACEMENT, strlen (REPLACEMENT));
  self->undecodable += n_bytes;
}

/* Returns how many bytes were used; a cut sequence is left unless @final. @unit is what a NUL
 * counts for. */
static gsize
decode_utf8 (HcTextSource *self, const guint8 *data, gsize length, gboolean final)
{
  const guint8 *p = data, *end = data + length;

  while (p < end)
    {
      const guint8 *stop = hc_utf8_skip_valid (p, end, NULL);

      g_string_append_len (self->ready, (const char *) p, stop - p);
      p = stop;
      if (p == end || (!final && hc_utf8_sequence (p, end) < 0))
        break;
      replace (self, self->unit);
      p++;
    }
  return (gsize) (p - data);
}

static gsize
decode_foreign (HcTextSource *self, guint8 *data, gsize length, gboolean final)
{
  gchar *in = (gchar *) data;
  gsize in_left = length;
  gboolean flushed = FALSE;

  while (!flushed)
    {
      char buffer[8192];
      gchar *out = buffer;
      gsize out_left = sizeof buffer;
      gboolean flush = in_left == 0;
      gsize result;
      int problem;

      if (flush && !final)
        break;
      result = flush ? g_iconv (self->converter, NULL, NULL, &out, &out_left)
                     : g_iconv (self->converter, &in, &in_left, &out, &out_left);
      problem = result == (gsize) -1 ? errno : 0;
      flushed = flush;
      /* Whole characters come out, so only NUL is left to repair. */
      decode_utf8 (self, (guint8 *) buffer, (gsize) (out - buffer), TRUE);
      if (problem == EINVAL && !final)
        break;
      if (problem == EILSEQ || problem == EINVAL)
        {
          gsize skipped = MIN (self->unit, in_left);

          replace (self, skipped);
          in += skipped;
          in_left -= skipped;
        }
    }
  return length - in_left;
}

/* Decodes the next block into @ready. FALSE + error when reading fails. */
static gboolean
decode_more (HcTextSource *self, GError **error)
{
  gsize left = self->raw->len, used;
  gssize n;

  g_byte_array_set_size (self->raw, (guint) (left + RAW_BLOCK));
  n = read_file (self, self->raw->data + left, RAW_BLOCK, error);
  g_byte_array_set_size (self->raw, (guint) (left + (gsize) MAX (n, 0)));
  if (n < 0)
    return FALSE;

  g_string_truncate (self->ready, 0);
  self->ready_at = 0;
  used = self->converter == (GIConv) -1
           ? decode_utf8 (self, self->raw->data, self->raw->len, self->at_end)
           : decode_foreign (self, self->raw->data, self->raw->len, self->at_end);
  g_byte_array_remove_range (self->raw, 0, (guint) used);
  return TRUE;
}

/* UTF-8 straight into the caller's memory up to the first byte that needs care. */
static gssize
read_direct (HcTextSource *self, char *buffer, gsize size, GError **error)
{
  const guint8 *start = (const guint8 *) buffer, *stop;
  gsize left = self->raw->len;
  gssize n;

  if (left > 0)
    memcpy (buffer, self->raw->data, left);
  n = read_file (self, (guint8 *) buffer + left, size - left, error);
  if (n < 0)
    return -1;
  stop = hc_utf8_skip_valid (start, start + left + n, NULL);
  g_byte_array_set_size (self->raw, 0);
  g_byte_array_append (self->raw, stop, (guint) (start + left + n - stop));
  return stop - start;
}

gssize
hc_text_source_read (HcTextSource *self, char *buffer, gsize size, GError **error)
{
  for (;;)
    {
      gsize ready = self->ready->len - self->ready_at;

      if (ready > 0)
        {
          gsize n = MIN (size, ready);

          memcpy (buffer, self->ready->str + self->ready_at, n);
          self->ready_at += n;
          return (gssize) n;
        }
      if (self->at_end && self->raw->len == 0)
        return 0;
      if (self->converter == (GIConv) -1 && size >= DIRECT_SIZE && self->raw->len < 4 &&
          !self->at_end)
        {
          gssize n = read_direct (self, buffer, size, error);

          if (n != 0)
            return n;
        }
      if (!decode_more (self, error))
        return -1;
    }
}

const char *
hc_text_source_name (HcTextSource *self)
{
  return self->file_name;
}

const char *
hc_text_source_encoding (HcTextSource *self)
{
  return self->encoding.name;
}

guint64
hc_text_source_undecodable (HcTextSource *self)
{
  return self->undecodable;
}

double
hc_text_source_fraction (HcTextSource *self)
{
  return self->size > 0 ? MIN (1.0, (double) self->offset / (double) self->size) : 1;
}
