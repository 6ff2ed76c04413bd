/* SPDX-License-Identifier: GPL-3.0-or-later */

/* import_profile, import_profile_column, import_profile_value: profiles as judgements. Functions
 * that write are called inside hc_history_run() or an import. */

#pragma once

#include "hc-db.h"

G_BEGIN_DECLS

typedef struct
{
  guint position;
  char *header;
  char *field; /* "" = not imported */
} HcSavedColumn;

typedef struct
{
  char *field; /* “state”, “priority” */
  char *text;
  char *value; /* state class or priority word */
} HcSavedValue;

typedef struct
{
  char *id; /* NULL: new */
  char *name;
  char *base;
  char *encoding;
  char *delimiter;
  char *date_order;
  char *zone;
  char *covers;
  gboolean is_log;
  char *header_hash;
  GPtrArray *columns; /* of HcSavedColumn */
  GPtrArray *values;  /* of HcSavedValue */
} HcSavedProfile;

HcSavedProfile *hc_saved_profile_new (void);
void hc_saved_profile_free (HcSavedProfile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HcSavedProfile, hc_saved_profile_free)
void hc_saved_profile_add_column (HcSavedProfile *self,
                                  guint position,
                                  const char *header,
                                  const char *field);
void hc_saved_profile_add_value (HcSavedProfile *self,
                                 const char *field,
                                 const char *text,
                                 const char *value);

/* By name; element type HcSavedProfile. */
GPtrArray *hc_saved_profiles_load (HcDb *db, GError **error);
/* Replaces the profile of that name; rows that stay the same keep their id. */
gboolean hc_saved_profile_save (HcDb *db, HcSavedProfile *profile, GError **error);

G_END_DECLS
