/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The routing guide of a launch, to look at and print. */

#include "config.h"

#include <glib/gi18n.h>

#include "hc-format.h"
#include "hc-routing-guide.h"

typedef struct
{
  HcGuide guide; /* borrows the texts */
  char *title;
  char *subtitle;
} LaunchGuide;

static void
launch_guide_free (gpointer data)
{
  LaunchGuide *self = data;

  g_free (self->title);
  g_free (self->subtitle);
  g_ptr_array_unref (self->guide.rows);
  g_free (self);
}

/* What the picture says, for those who cannot see it. */
static char *
spoken_text (const HcGuide *guide)
{
  GString *out = g_string_new (guide->title);

  for (guint i = 0; i < guide->rows->len; i++)
    {
      const HcGuideRow *row = g_ptr_array_index (guide->rows, i);

      g_string_append_printf (out, "\n%s: %s; %s; %s", row->texts[HC_GUIDE_AREA],
                              row->texts[HC_GUIDE_RESPONSIBLE], row->texts[HC_GUIDE_ACCOUNTABLE],
                              row->texts[HC_GUIDE_ESCALATION]);
    }
  return g_string_free (out, FALSE);
}

static LaunchGuide *
launch_guide_new (HcLaunch *launch)
{
  LaunchGuide *self = g_new0 (LaunchGuide, 1);
  HcOwnershipModel *model = hc_ownership_model_of (launch);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = hc_format_day_year (hc_day_from_ymd (
    g_date_time_get_year (now), g_date_time_get_month (now), g_date_time_get_day_of_month (now)));

  /* TRANSLATORS: name of the launch */
  self->title = g_strdup_printf (_("%s: Who Gets What"), hc_launch_settings (launch)->name);
  self->subtitle = g_strdup_printf (_("Routing guide of %s"), day);
  self->guide.title = self->title;
  self->guide.subtitle = self->subtitle;
  self->guide.rows = hc_routing_guide_rows (hc_ownership_model_plan (model));
  return self;
}

void
hc_routing_guide_present (GtkWidget *near, HcLaunch *launch)
{
  LaunchGuide *self = launch_guide_new (launch);
  g_autofree char *file_name = g_strdup_printf ("%s.pdf", _("Routing Guide"));
  g_autofree char *spoken = spoken_text (&self->guide);
  HcPrint print = hc_routing_guide_print (&self->guide);

  print.file_name = file_name;
  print.spoken = spoken;
  print.what = self; /* begins with the guide */
  hc_print_present (near, &print, launch_guide_free);
}
