/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a kind of reader fills in. The struct is the head of the reader's own. */

#pragma once

#include "hc-row-reader.h"

G_BEGIN_DECLS

typedef struct
{
  void (*free) (HcRowReader *self);
  gboolean (*next) (HcRowReader *self, HcRow *row, GError **error);
  gboolean (*rewind) (HcRowReader *self, GError **error);
  const char *(*name) (HcRowReader *self);
  const char *(*encoding) (HcRowReader *self);
  char (*delimiter) (HcRowReader *self);
  const char *const *(*sheets) (HcRowReader *self);
  const char *(*sheet) (HcRowReader *self);
  guint64 (*undecodable) (HcRowReader *self);
  double (*fraction) (HcRowReader *self);
} HcRowReaderClass;

struct _HcRowReader
{
  const HcRowReaderClass *klass;
};

G_END_DECLS
