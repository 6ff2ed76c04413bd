/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-hot-path-figures-private.h"

#include <glib/gi18n.h>

#include "hc-chart-theme.h"
#include "hc-hot-path-plots.h"
#include "hc-metrics-inputs.h"
#include "hc-page.h"

#define MAP_ROW 27
#define MAP_COLUMN 58
#define MAP_COLUMNS 0.64 /* of the width; the rest are names and edges */
#define FEWEST_COHORTS 2
#define MOST_COHORTS 10
#define MAP_HEAD 34
#define COMPLETION_HEIGHT 220
#define FLOW_ROW 46
#define FLOW_LEAST 210 /* with a legend */
#define FLOW_FOOT 34
#define FLOW_WIDTH 420 /* below it the table has no room for names beside figures */
#define LEAST_NAME 10 /* characters of a step; then the table scrolls */

static const char *const names[HC_N_FIGURES] = { "tickets", "completion", "flow" };
static const char *const titles[HC_N_FIGURES] = {
  N_("Tickets by Step and Cohort"),
  N_("Completion Rate"),
  N_("Drop-off by Step"),
};

G_DEFINE_FINAL_TYPE (HcHotPathFigures, hc_hot_path_figures, ADW_TYPE_BIN)

/* ---------------------------------------------------------------- table */

static GtkWidget *
step_cell_new (const char *name)
{
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), LEAST_NAME);
  gtk_widget_set_tooltip_text (label, name);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

/* Two lines where one has no room: “233 (10.5)”. */
static GtkWidget *
figure_cell_new (const char *const *row, const char *const *headers, guint column)
{
  GtkWidget *label = gtk_label_new (row[column]);
  /* TRANSLATORS: read aloud: step, header of the column, value */
  g_autofree char *spoken =
    g_strdup_printf (_("%s, %s: %s"), row[HC_FLOW_STEP], headers[column], row[column]);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  if (row != headers)
    gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                    -1);
  return label;
}

/* @stacked: the name of a step stands above its figures. */
static void
add_row (GtkGrid *grid, GPtrArray *rows, guint i, gboolean stacked)
{
  for (guint column = 0; column < HC_N_FLOW_COLUMNS; column++)
    {
      gboolean is_step = column == HC_FLOW_STEP;
      GtkWidget *label = is_step ? step_cell_new (((char **) rows->pdata[i])[HC_FLOW_STEP])
                                 : figure_cell_new (rows->pdata[i], rows->pdata[0], column);

      gtk_widget_add_css_class (label, "numeric");
      gtk_widget_set_valign (label, i == 0 ? GTK_ALIGN_END : GTK_ALIGN_START);
      if (i == 0)
        {
          gtk_widget_add_css_class (label, "caption");
          gtk_widget_add_css_class (label, "hc-second");
        }
      if (stacked && is_step)
        gtk_grid_attach (grid, label, 0, (int) i * 2, HC_N_FLOW_COLUMNS - 1, 1);
      else if (stacked)
        gtk_grid_attach (grid, label, (int) column - 1, (int) i * 2 + 1, 1, 1);
      else
        gtk_grid_attach (grid, label, (int) column, (int) i, 1, 1);
    }
}

static GtkWidget *
table_new (GPtrArray *rows, gboolean stacked)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  for (guint i = 0; i < rows->len; i++)
    add_row (GTK_GRID (grid), rows, i, stacked);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), grid);
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Drop-off by Step"), -1);
  return scrolled;
}

static gboolean
is_narrow (HcHotPathFigures *self)
{
  return self->width < FLOW_WIDTH * hc_text_scale_for_widget (GTK_WIDGET (self));
}

static void
show_table (HcHotPathFigures *self, GPtrArray *rows)
{
  if (self->table != NULL)
    gtk_box_remove (self->sections[HC_FIGURES_FLOW].content, self->table);
  self->stacked = is_narrow (self);
  self->table = rows != NULL ? table_new (rows, self->stacked) : NULL;
  if (self->table != NULL)
    gtk_box_append (self->sections[HC_FIGURES_FLOW].content, self->table);
}

/* ---------------------------------------------------------------- showing */

/* @build NULL: the caption alone says why. */
static void
show_section (HcFiguresSection *section, HcPlotBuild *build, const char *caption, int height)
{
  gtk_label_set_label (section->caption, caption);
  gtk_widget_set_visible (section->card, build != NULL);
  gtk_widget_set_visible (section->menu, build != NULL);
  if (build != NULL)
    /* A scrolled page gives its children no more than they need. */
    gtk_widget_set_size_request (
      GTK_WIDGET (section->plot), -1,
      (int) (height * hc_text_scale_for_widget (GTK_WIDGET (section->plot))));
  hc_plot_view_set_build (section->plot, build);
}

/* Beside two columns for the others and all. */
static guint
fitting_cohorts (HcHotPathFigures *self)
{
  double scale = hc_text_scale_for_widget (GTK_WIDGET (self));
  int n = (int) (self->width * MAP_COLUMNS / (MAP_COLUMN * scale)) - 2;

  return (guint) CLAMP (n, FEWEST_COHORTS, MOST_COHORTS);
}

static void
show_tickets (HcHotPathFigures *self)
{
  guint most = fitting_cohorts (self);
  g_autoptr (HcPlotBuild) build =
    hc_hot_path_plot_tickets (self->model, self->paths, self->workflow, most);
  g_autofree char *text =
    hc_hot_path_tickets_text (self->model, self->paths, self->workflow, most);
  guint n_rows = build != NULL ? hc_plot_build_plot (build)->n_series : 0;

  self->shown_cohorts = most;
  show_section (&self->sections[HC_FIGURES_TICKETS], build, text,
                MAP_HEAD + (int) n_rows * MAP_ROW);
  gtk_widget_set_visible (self->queue_button, build == NULL);
}

/* A cell without tickets leads nowhere. */
static void
cell_activated_cb (HcHotPathFigures *self, guint row, guint slot, HcPlotView *plot)
{
  g_autofree char *conditions = NULL;

  if (hc_plot_build_plot (hc_plot_view_get_build (plot))->series[row].values[slot] == 0)
    return;
  conditions = hc_hot_path_cell_conditions (self->model, self->paths, self->workflow,
                                            self->shown_cohorts, row, slot);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-tickets", "s", conditions);
}

static void
show_completion (HcHotPathFigures *self)
{
  g_autoptr (HcPlotBuild) build = hc_hot_path_plot_completion (self->model, self->workflow);
  g_autofree char *text = hc_hot_path_completion_text (self->model, self->workflow);

  show_section (&self->sections[HC_FIGURES_COMPLETION], build, text, COMPLETION_HEIGHT);
}

static void
show_flow (HcHotPathFigures *self)
{
  g_autoptr (HcPathFlow) flow = hc_path_model_flow (self->model, hc_record_id (self->workflow));
  g_autoptr (HcPlotBuild) build = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *text = NULL;
  guint n_steps;

  /* What is missing is said once, above. */
  gtk_widget_set_visible (self->sections[HC_FIGURES_FLOW].box,
                          flow != NULL && (hc_path_flow_is_known (flow) || flow->n_too_recent > 0));
  if (flow == NULL)
    return;
  build = hc_hot_path_plot_flow (flow, self->paths, self->workflow);
  rows = build != NULL ? hc_hot_path_flow_rows (flow, self->paths, self->workflow) : NULL;
  text = hc_hot_path_flow_text (flow);
  n_steps = build != NULL ? hc_plot_build_plot (build)->n_slots : 0;
  show_section (&self->sections[HC_FIGURES_FLOW], build, text,
                MAX (FLOW_LEAST, FLOW_FOOT + (int) n_steps * FLOW_ROW));
  show_table (self, rows);
}

static void
update (HcHotPathFigures *self)
{
  gboolean has_import, has_figures;
  HcLaunch *launch;

  if (self->workflow == NULL || self->model == NULL)
    return;
  launch = hc_path_model_launch (self->model);
  has_import = hc_launch_as_of (launch) != HC_INSTANT_NONE;
  has_figures = hc_path_model_figures (self->model) != NULL;
  gtk_widget_set_visible (self->hint, !has_import);
  for (guint i = 0; i < HC_N_FIGURES; i++)
    gtk_widget_set_visible (self->sections[i].box, has_figures);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "figures.enter-completions",
                                 !hc_store_is_read_only (hc_launch_store (launch)));
  if (!has_figures)
    return;
  show_tickets (self);
  show_completion (self);
  show_flow (self);
}

static void
failed_cb (HcHotPathFigures *self, GError *error)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), HC_TYPE_PAGE);

  if (page != NULL)
    hc_page_report (HC_PAGE (page), _("The figures of the hot paths could not be computed"), error);
}

static void
watch (HcHotPathFigures *self)
{
  gboolean watching = self->model != NULL && gtk_widget_get_mapped (GTK_WIDGET (self));

  if (watching == self->watching)
    return;
  self->watching = watching;
  if (watching)
    hc_path_model_watch (self->model);
  else
    hc_path_model_unwatch (self->model);
}

void
hc_hot_path_figures_show (HcHotPathFigures *self, HcHotPaths *paths, HcRecord *workflow)
{
  g_return_if_fail (HC_IS_HOT_PATH_FIGURES (self));

  g_set_object (&self->paths, paths);
  g_set_object (&self->workflow, workflow);
  if (self->model == NULL)
    {
      self->model = g_object_ref (hc_path_model_of (hc_hot_paths_launch (paths)));
      g_signal_connect_object (self->model, "changed", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->model, "failed", G_CALLBACK (failed_cb), self,
                               G_CONNECT_SWAPPED);
      watch (self);
    }
  update (self);
}

/* ---------------------------------------------------------------- width */

static gboolean
resized_cb (gpointer user_data)
{
  HcHotPathFigures *self = user_data;

  self->resized_source = 0;
  if (self->workflow == NULL || hc_path_model_figures (self->model) == NULL)
    return G_SOURCE_REMOVE;
  if (fitting_cohorts (self) != self->shown_cohorts)
    show_tickets (self);
  if (is_narrow (self) != self->stacked)
    show_flow (self);
  return G_SOURCE_REMOVE;
}

static void
hc_hot_path_figures_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static GtkSizeRequestMode
hc_hot_path_figures_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* No layout manager, so that it sees its width: the map has as many columns as fit. */
static void
hc_hot_path_figures_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HcHotPathFigures *self = HC_HOT_PATH_FIGURES (widget);

  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
  if (width == self->width)
    return;
  self->width = width;
  if (self->resized_source == 0)
    self->resized_source = g_idle_add (resized_cb, self); /* not inside an allocation */
}

/* ---------------------------------------------------------------- actions */

static HcPlotView *
plot_named (HcHotPathFigures *self, GVariant *name)
{
  for (guint i = 0; i < HC_N_FIGURES; i++)
    if (g_str_equal (names[i], g_variant_get_string (name, NULL)))
      return self->sections[i].plot;
  return NULL;
}

static void
copy_picture_action (GtkWidget *widget, const char *action, GVariant *name)
{
  HcPlotView *plot = plot_named (HC_HOT_PATH_FIGURES (widget), name);

  if (plot != NULL)
    hc_plot_view_copy_picture (plot);
}

static void
copy_table_action (GtkWidget *widget, const char *action, GVariant *name)
{
  HcPlotView *plot = plot_named (HC_HOT_PATH_FIGURES (widget), name);

  if (plot != NULL)
    hc_plot_view_copy_table (plot);
}

static void
enter_completions_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HcHotPathFigures *self = HC_HOT_PATH_FIGURES (widget);

  hc_metrics_inputs_present (GTK_WINDOW (gtk_widget_get_root (widget)),
                             hc_path_model_launch (self->model), "completion_day");
}

/* ---------------------------------------------------------------- class */

static void
hc_hot_path_figures_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (hc_hot_path_figures_parent_class)->map (widget);
  watch (HC_HOT_PATH_FIGURES (widget));
}

static void
hc_hot_path_figures_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (hc_hot_path_figures_parent_class)->unmap (widget);
  watch (HC_HOT_PATH_FIGURES (widget));
}

static void
hc_hot_path_figures_dispose (GObject *object)
{
  HcHotPathFigures *self = HC_HOT_PATH_FIGURES (object);

  g_clear_handle_id (&self->resized_source, g_source_remove);
  if (self->watching)
    hc_path_model_unwatch (self->model);
  self->watching = FALSE;
  g_clear_object (&self->model);
  g_clear_object (&self->paths);
  g_clear_object (&self->workflow);
  G_OBJECT_CLASS (hc_hot_path_figures_parent_class)->dispose (object);
}

static void
hc_hot_path_figures_class_init (HcHotPathFiguresClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hc_hot_path_figures_dispose;
  widget_class->measure = hc_hot_path_figures_measure;
  widget_class->get_request_mode = hc_hot_path_figures_get_request_mode;
  widget_class->size_allocate = hc_hot_path_figures_size_allocate;
  widget_class->map = hc_hot_path_figures_map;
  widget_class->unmap = hc_hot_path_figures_unmap;
  gtk_widget_class_install_action (widget_class, "figures.copy-picture", "s", copy_picture_action);
  gtk_widget_class_install_action (widget_class, "figures.copy-table", "s", copy_table_action);
  gtk_widget_class_install_action (widget_class, "figures.enter-completions", NULL,
                                   enter_completions_action);
}

static GtkWidget *
wrapped_label_new (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  return label;
}

static GtkWidget *
menu_button_new (HcFigures which)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *picture = g_strdup_printf ("figures.copy-picture::%s", names[which]);
  g_autofree char *table = g_strdup_printf ("figures.copy-table::%s", names[which]);

  g_menu_append (menu, _("Copy P_icture"), picture);
  g_menu_append (menu, _("_Copy Table"), table);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _("Chart Menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Chart Menu"), -1);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static GtkWidget *
card_new (HcFiguresSection *section)
{
  section->content = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  section->plot = HC_PLOT_VIEW (hc_plot_view_new ());
  gtk_box_append (section->content, GTK_WIDGET (section->plot));
  section->card = adw_bin_new ();
  adw_bin_set_child (ADW_BIN (section->card), GTK_WIDGET (section->content));
  gtk_widget_add_css_class (section->card, "card");
  gtk_widget_add_css_class (section->card, "hc-card");
  return section->card;
}

/* @button (optional): stands beside the heading. */
static GtkWidget *
section_new (HcHotPathFigures *self, HcFigures which, GtkWidget *button)
{
  HcFiguresSection *section = &self->sections[which];
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *heading = wrapped_label_new (_(titles[which]));

  section->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  section->caption = GTK_LABEL (wrapped_label_new (NULL));
  section->menu = menu_button_new (which);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_set_hexpand (heading, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (section->caption), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (section->caption), "hc-second");
  gtk_widget_add_css_class (GTK_WIDGET (section->caption), "numeric");
  gtk_label_set_selectable (section->caption, TRUE);
  gtk_box_append (GTK_BOX (head), heading);
  if (button != NULL)
    gtk_box_append (GTK_BOX (head), button);
  gtk_box_append (GTK_BOX (head), section->menu);
  gtk_box_append (GTK_BOX (section->box), head);
  gtk_box_append (GTK_BOX (section->box), GTK_WIDGET (section->caption));
  gtk_box_append (GTK_BOX (section->box), card_new (section));
  return section->box;
}

static GtkWidget *
button_new (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static void
hc_hot_path_figures_init (HcHotPathFigures *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->hint = wrapped_label_new (_("Once tickets are imported, this page also shows them by step "
                                    "and cohort, how many complete this hot path and where people "
                                    "drop off."));
  gtk_label_set_max_width_chars (GTK_LABEL (self->hint), 72);
  gtk_widget_add_css_class (self->hint, "hc-second");
  self->queue_button = button_new (_("_Unclassified Queue"), "win.classify-queue");
  self->enter_button = button_new (_("Enter _Completions…"), "figures.enter-completions");
  gtk_box_append (GTK_BOX (box), self->hint);
  gtk_box_append (GTK_BOX (box), section_new (self, HC_FIGURES_TICKETS, self->queue_button));
  gtk_box_append (GTK_BOX (box), section_new (self, HC_FIGURES_COMPLETION, self->enter_button));
  gtk_box_append (GTK_BOX (box), section_new (self, HC_FIGURES_FLOW, NULL));
  g_signal_connect_object (self->sections[HC_FIGURES_TICKETS].plot, "item-activated",
                           G_CALLBACK (cell_activated_cb), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < HC_N_FIGURES; i++)
    gtk_widget_set_visible (self->sections[i].box, FALSE);
  gtk_widget_set_visible (self->hint, FALSE);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
}
