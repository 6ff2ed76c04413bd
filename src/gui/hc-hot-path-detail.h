/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All of one hot path: what is missing, the facts, its fields, steps with failure points, cohorts,
 * rehearsals. Everything is applied at once, each change one undo step.
 *
 * Property “editing” (boolean): the fields are shown under the facts. */

#pragma once

#include <adwaita.h>

#include "hc-hot-paths.h"

G_BEGIN_DECLS

#define HC_TYPE_HOT_PATH_DETAIL (hc_hot_path_detail_get_type ())
G_DECLARE_FINAL_TYPE (HcHotPathDetail, hc_hot_path_detail, HC, HOT_PATH_DETAIL, AdwBin)

/* Once. */
void hc_hot_path_detail_set_paths (HcHotPathDetail *self, HcHotPaths *paths);
/* Applies what is typed in the one before. NULL: none. */
void hc_hot_path_detail_show (HcHotPathDetail *self, HcRecord *workflow);
HcRecord *hc_hot_path_detail_shown (HcHotPathDetail *self); /* borrowed */
void hc_hot_path_detail_set_editing (HcHotPathDetail *self, gboolean editing);
/* Shows the fields; the focus goes to the name, all of it selected. */
void hc_hot_path_detail_edit_name (HcHotPathDetail *self);
/* The focus goes to where the missing part (one bit) is given. */
void hc_hot_path_detail_focus_part (HcHotPathDetail *self, HcWorkflowPart part);
void hc_hot_path_detail_commit (HcHotPathDetail *self);

/* For the rows. @what: what went wrong if it does, a translated sentence. */
void hc_hot_path_detail_add (HcHotPathDetail *self,
                             HcHotRegister which,
                             const char *parent_id,
                             const char *title);
void hc_hot_path_detail_move (HcHotPathDetail *self, HcHotRegister which, const char *id, int by);
void hc_hot_path_detail_duplicate (HcHotPathDetail *self, HcHotRegister which, const char *id);
void hc_hot_path_detail_remove (HcHotPathDetail *self, HcHotRegister which, const char *id);
/* Reads the clipboard and offers its lines as steps. */
void hc_hot_path_detail_paste_steps (HcHotPathDetail *self);

G_END_DECLS
