/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "zip-util.h"

#include <gio/gio.h>
#include <string.h>

static guint32
crc32_of (const guint8 *data, gsize length)
{
  guint32 crc = ~0u;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
    }
  return ~crc;
}

static GBytes *
deflate (const void *data, gsize length)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, 9);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream =
    g_converter_output_stream_new (memory, G_CONVERTER (compressor));

  g_assert_true (g_output_stream_write_all (stream, data, length, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
put (GByteArray *out, guint64 value, int n_bytes)
{
  for (; n_bytes > 0; n_bytes--, value >>= 8)
    g_byte_array_append (out, &(guint8) { (guint8) value }, 1);
}

/* What local and central headers have in common, from “version needed” on. */
static void
put_header (GByteArray *out, const ZipMember *member, guint32 crc, gsize packed)
{
  put (out, 20, 2);
  put (out, member->encrypted, 2);
  put (out, member->stored ? 0 : 8, 2);
  put (out, 0x21, 4); /* 1980-01-01 00:00 */
  put (out, crc, 4);
  put (out, packed, 4);
  put (out, member->claim > 0 ? member->claim : member->length, 4);
  put (out, strlen (member->name), 2);
  put (out, 0, 2);
}

GByteArray *
zip_util_make (const ZipMember *members, guint n_members)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) directory = g_byte_array_new ();

  for (guint i = 0; i < n_members; i++)
    {
      const ZipMember *member = &members[i];
      g_autoptr (GBytes) packed = member->stored ? g_bytes_new_static (member->data, member->length)
                                                 : deflate (member->data, member->length);
      guint32 crc = crc32_of (member->data, member->length);
      gsize at = out->len, n_packed;
      const void *bytes = g_bytes_get_data (packed, &n_packed);

      g_byte_array_append (out, (const guint8 *) "PK\3\4", 4);
      put_header (out, member, crc, n_packed);
      g_byte_array_append (out, (const guint8 *) member->name, (guint) strlen (member->name));
      g_byte_array_append (out, bytes, (guint) n_packed);

      g_byte_array_append (directory, (const guint8 *) "PK\1\2\x14\0", 6);
      put_header (directory, member, crc, n_packed);
      put (directory, 0, 10);
      put (directory, at, 4);
      g_byte_array_append (directory, (const guint8 *) member->name, (guint) strlen (member->name));
    }

  {
    gsize at = out->len;

    g_byte_array_append (out, directory->data, directory->len);
    g_byte_array_append (out, (const guint8 *) "PK\5\6\0\0\0\0", 8);
    put (out, n_members, 2);
    put (out, n_members, 2);
    put (out, directory->len, 4);
    put (out, at, 4);
    put (out, 0, 2);
  }
  return out;
}
