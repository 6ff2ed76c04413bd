/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-holidays-import.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <libical/ical.h>
#include <string.h>
#include <unistd.h>

#include "hc-clean.h"
#include "hc-record-table.h"

/* A calendar holds events, an event holds alarms; anything deeper is no calendar of a program. */
#define MAX_DEPTH 8
/* Times that all events together repeat until the range ends, and days that they take in it. */
#define MAX_REPEATS 300000

typedef struct
{
  HcHolidaysFile *file;
  HcDay from, to;
  GHashTable *moved; /* “uid day” of single times that have an event of their own */
  guint n_events;    /* with whole days */
  guint n_repeats;   /* at most MAX_REPEATS; there the work ends */
} Reader;

HcHoliday *
hc_holiday_new (HcDay day, const char *name)
{
  HcHoliday *self = g_new (HcHoliday, 1);

  *self = (HcHoliday) { day, g_strdup (name != NULL ? name : "") };
  return self;
}

void
hc_holiday_free (HcHoliday *self)
{
  g_free (self->name);
  g_free (self);
}

void
hc_holidays_file_free (HcHolidaysFile *self)
{
  g_clear_pointer (&self->days, g_ptr_array_unref);
  g_free (self);
}

/* ---------------------------------------------------------------- the text */

/* Takes continued lines together and ends each by \n: “SUMM\r\n ARY:x” → “SUMMARY:x”. A fold may
 * part a character, so this comes before looking at them. */
static char *
unfold (const char *contents, gsize length)
{
  GString *out = g_string_sized_new (length + 1);

  for (gsize i = 0; i < length; i++)
    {
      char c = contents[i];

      if (c == '\r')
        continue;
      if (c == '\n' && i + 1 < length && (contents[i + 1] == ' ' || contents[i + 1] == '\t'))
        i++;
      else
        g_string_append_c (out, c);
    }
  return g_string_free (out, FALSE);
}

/* Old programs write their own encoding. */
static char *
decode (char *text)
{
  char *converted;

  if (g_utf8_validate (text, -1, NULL))
    return text;
  converted = g_convert (text, -1, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
  g_free (text);
  return converted;
}

static gboolean
line_is (const char *line, const char *word)
{
  gsize n = strlen (word);

  return g_ascii_strncasecmp (line, word, n) == 0 && (line[n] == '\n' || line[n] == '\0');
}

/* libical forgives everything; what it must not see is refused here. */
static gboolean
check_text (const char *text, const char *file, GError **error)
{
  guint depth = 0, events = 0;

  for (const char *line = text; line != NULL; line = strchr (line, '\n'))
    {
      line += *line == '\n';
      events += line_is (line, "BEGIN:VEVENT");
      if (g_ascii_strncasecmp (line, "BEGIN:", 6) == 0)
        depth++;
      else if (g_ascii_strncasecmp (line, "END:", 4) == 0 && depth > 0)
        depth--;
      if (depth > MAX_DEPTH || events > HC_HOLIDAYS_MAX_EVENTS)
        {
          g_set_error (error, HC_ERROR, HC_ERROR_LIMIT,
                       _("“%s” holds more than %d events. Choose a calendar of holidays only."),
                       file, HC_HOLIDAYS_MAX_EVENTS);
          return FALSE;
        }
    }
  if (depth == 0)
    return TRUE;
  g_set_error (error, HC_ERROR, HC_ERROR_FORMAT,
               _("“%s” ends in the middle of an event; it was probably cut off. Download or export "
                 "it again."),
               file);
  return FALSE;
}

static gboolean
no_calendar (const char *file, GError **error)
{
  g_set_error (error, HC_ERROR, HC_ERROR_FORMAT,
               _("“%s” is no calendar. Choose a file that a calendar program wrote; its name ends in "
                 ".ics."),
               file);
  return FALSE;
}

/* NULL: no calendar, cut off or too much. */
static char *
prepare (const char *contents, gsize length, const char *file, GError **error)
{
  g_autofree char *text = NULL;
  const char *start;

  if (length >= 3 && memcmp (contents, "\xef\xbb\xbf", 3) == 0)
    contents += 3, length -= 3;
  if (length > 0 && memchr (contents, '\0', length) == NULL)
    text = decode (unfold (contents, length));
  start = text != NULL ? text + strspn (text, " \t\n") : "";
  if (!line_is (start, "BEGIN:VCALENDAR"))
    {
      no_calendar (file, error);
      return NULL;
    }
  return check_text (start, file, error) ? g_strdup (start) : NULL;
}

/* ---------------------------------------------------------------- one event */

static HcDay
day_of (icaltimetype time)
{
  return icaltime_is_null_time (time) ? HC_DAY_NONE
                                      : hc_day_from_ymd (time.year, time.month, time.day);
}

static gboolean
is_midnight (icaltimetype time)
{
  return !icaltime_is_null_time (time) &&
         (time.is_date || (time.hour == 0 && time.minute == 0 && time.second == 0));
}

/* Some programs write a whole day as midnight to midnight, on the clock of the place. */
static gboolean
is_whole_days (icaltimetype start, icaltimetype end)
{
  return start.is_date ||
         (is_midnight (start) && is_midnight (end) && !icaltime_is_utc (start) &&
          day_of (end) > day_of (start));
}

static guint
count_days (icaltimetype start, icaltimetype end)
{
  HcDay first = day_of (start), last = day_of (end);

  return first != HC_DAY_NONE && last > first ? (guint) (last - first) : 1;
}

static char *
moved_key (icalcomponent *event, HcDay day)
{
  const char *uid = icalcomponent_get_uid (event);

  return g_strdup_printf ("%s %d", uid != NULL ? uid : "", day);
}

static char *
dup_name (icalcomponent *event)
{
  const char *summary = icalcomponent_get_summary (event);
  g_autofree char *name = g_strdup (summary != NULL ? summary : "");

  hc_clean_blanks (name);
  return g_strdup (hc_clean_trim (name));
}

/* One time of the event, from @day on. */
static void
add_days (Reader *self, HcDay day, guint length, const char *name)
{
  HcDay first = MAX (day, self->from);
  HcDay last = MIN (day + (HcDay) length - 1, self->to);

  for (HcDay d = first; d <= last && self->n_repeats < MAX_REPEATS; d++, self->n_repeats++)
    g_ptr_array_add (self->file->days, hc_holiday_new (d, name));
}

static void
add_time (Reader *self, icalcomponent *event, icaltimetype start, icaltimetype time, guint length,
          const char *name)
{
  HcDay day = day_of (time);
  g_autofree char *key = moved_key (event, day);

  if (day != HC_DAY_NONE && !icalproperty_recurrence_is_excluded (event, &start, &time) &&
      !g_hash_table_contains (self->moved, key))
    add_days (self, day, length, name);
}

static void
add_repeats (Reader *self, icalcomponent *event, icalproperty *rule, icaltimetype start,
             guint length, const char *name)
{
  struct icalrecurrencetype recurrence = icalproperty_get_rrule (rule);
  icalrecur_iterator *iterator;
  icaltimetype time;

  if (recurrence.freq < ICAL_DAILY_RECURRENCE || recurrence.freq == ICAL_NO_RECURRENCE ||
      (iterator = icalrecur_iterator_new (recurrence, start)) == NULL)
    return;
  time = icalrecur_iterator_next (iterator);
  while (!icaltime_is_null_time (time) && day_of (time) <= self->to &&
         self->n_repeats < MAX_REPEATS)
    {
      self->n_repeats++;
      if (day_of (time) != day_of (start))
        add_time (self, event, start, time, length, name);
      time = icalrecur_iterator_next (iterator);
    }
  icalrecur_iterator_free (iterator);
}

/* Taken first: every look at a component moves the one cursor it has. */
static GPtrArray *
list_properties (icalcomponent *event, icalproperty_kind kind)
{
  GPtrArray *properties = g_ptr_array_new ();

  for (icalproperty *p = icalcomponent_get_first_property (event, kind); p != NULL;
       p = icalcomponent_get_next_property (event, kind))
    g_ptr_array_add (properties, p);
  return properties;
}

/* All times of an event that stands for itself. */
static void
add_times (Reader *self, icalcomponent *event, icaltimetype start, guint length, const char *name)
{
  g_autoptr (GPtrArray) rules = list_properties (event, ICAL_RRULE_PROPERTY);
  g_autoptr (GPtrArray) dates = list_properties (event, ICAL_RDATE_PROPERTY);

  add_time (self, event, start, start, length, name);
  for (guint i = 0; i < dates->len; i++)
    add_time (self, event, start, icalproperty_get_rdate (dates->pdata[i]).time, length, name);
  for (guint i = 0; i < rules->len; i++)
    add_repeats (self, event, rules->pdata[i], start, length, name);
}

static void
add_event (Reader *self, icalcomponent *event)
{
  icaltimetype start = icalcomponent_get_dtstart (event);
  icaltimetype end = icalcomponent_get_dtend (event);
  guint length = count_days (start, end);
  g_autofree char *name = dup_name (event);
  guint before = self->file->days->len;

  if (day_of (start) == HC_DAY_NONE || icalcomponent_get_status (event) == ICAL_STATUS_CANCELLED)
    return;
  if (!is_whole_days (start, end))
    {
      self->file->n_timed++;
      return;
    }
  self->n_events++;
  if (icalcomponent_get_first_property (event, ICAL_RECURRENCEID_PROPERTY) != NULL)
    add_days (self, day_of (start), length, name);
  else
    add_times (self, event, start, length, name);
  self->file->n_outside += self->file->days->len == before;
}

/* ---------------------------------------------------------------- all events */

static GPtrArray *
list_events (icalcomponent *root)
{
  GPtrArray *events = g_ptr_array_new ();
  gboolean many = icalcomponent_isa (root) == ICAL_XROOT_COMPONENT;

  for (icalcomponent *calendar
       = many ? icalcomponent_get_first_component (root, ICAL_VCALENDAR_COMPONENT) : root;
       calendar != NULL;
       calendar
       = many ? icalcomponent_get_next_component (root, ICAL_VCALENDAR_COMPONENT) : NULL)
    for (icalcomponent *event
         = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
         event != NULL; event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT))
      g_ptr_array_add (events, event);
  return events;
}

static void
note_moved (Reader *self, GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      icalcomponent *event = g_ptr_array_index (events, i);

      if (icalcomponent_get_first_property (event, ICAL_RECURRENCEID_PROPERTY) != NULL)
        g_hash_table_add (self->moved,
                          moved_key (event, day_of (icalcomponent_get_recurrenceid (event))));
    }
}

static int
compare_holidays (gconstpointer a, gconstpointer b)
{
  const HcHoliday *left = *(const HcHoliday *const *) a;
  const HcHoliday *right = *(const HcHoliday *const *) b;

  return left->day != right->day ? left->day - right->day : strcmp (left->name, right->name);
}

/* Whole names only: “Easter” is not yet in “Easter Monday”. */
static gboolean
has_name (const char *names, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (names, ", ", -1);

  return *name == '\0' || g_str_equal (names, name) ||
         g_strv_contains ((const char *const *) parts, name);
}

/* Each day once, with all its names. */
static void
merge_days (GPtrArray *days)
{
  guint kept = 0;

  g_ptr_array_sort (days, compare_holidays);
  for (guint i = 0; i < days->len; i++)
    {
      HcHoliday *last = kept > 0 ? days->pdata[kept - 1] : NULL;
      HcHoliday *next = days->pdata[i];

      if (last == NULL || last->day != next->day)
        {
          days->pdata[i] = days->pdata[kept];
          days->pdata[kept++] = next;
        }
      else if (!has_name (last->name, next->name))
        {
          char *names = *last->name == '\0' ? g_strdup (next->name)
                                            : g_strconcat (last->name, ", ", next->name, NULL);

          g_free (last->name);
          last->name = names;
        }
    }
  g_ptr_array_set_size (days, (int) kept);
}

static gboolean
read_events (Reader *self, GPtrArray *events, const char *file, GError **error)
{
  note_moved (self, events);
  for (guint i = 0; i < events->len; i++)
    add_event (self, g_ptr_array_index (events, i));
  if (self->n_repeats >= MAX_REPEATS)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_LIMIT,
                   _("The events of “%s” repeat more often than holidays do. Choose a calendar of "
                     "holidays only."),
                   file);
      return FALSE;
    }
  merge_days (self->file->days);
  if (self->n_events > 0)
    return TRUE;
  g_set_error (error, HC_ERROR, HC_ERROR_FORMAT,
               _("“%s” holds no event that takes a whole day. Choose a calendar of holidays."), file);
  return FALSE;
}

static gboolean
parse (Reader *self, const char *text, const char *file, GError **error)
{
  g_autoptr (GPtrArray) events = NULL;
  icalcomponent *root;
  gboolean ok;

  icalerror_set_errors_are_fatal (0);
  root = icalparser_parse_string (text);
  if (root == NULL)
    return no_calendar (file, error);
  events = list_events (root);
  ok = read_events (self, events, file, error);
  icalcomponent_free (root);
  return ok;
}

/* ---------------------------------------------------------------- the file */

static gboolean
set_read_error (int code, const char *file, GError **error)
{
  if (code == ENOENT || code == ENOTDIR)
    g_set_error (error, HC_ERROR, HC_ERROR_NOT_FOUND,
                 _("There is no file “%s”. Check its name and folder."), file);
  else if (code == EACCES || code == EPERM)
    g_set_error (error, HC_ERROR, HC_ERROR_PERMISSION,
                 _("You are not allowed to read “%s”. Change its permissions or copy it to a "
                   "folder of yours."),
                 file);
  else
    g_set_error (error, HC_ERROR, HC_ERROR_FAILED, _("“%s” cannot be read: %s"), file,
                 g_strerror (code));
  return FALSE;
}

/* One byte more than allowed is enough to know. */
static gboolean
read_contents (int fd, GString *out, const char *file, GError **error)
{
  char buffer[65536];
  gssize n;

  while ((n = read (fd, buffer, sizeof buffer)) > 0 && out->len <= HC_HOLIDAYS_MAX_BYTES)
    g_string_append_len (out, buffer, n);
  if (n < 0)
    return set_read_error (errno, file, error);
  if (out->len <= HC_HOLIDAYS_MAX_BYTES)
    return TRUE;
  g_set_error (error, HC_ERROR, HC_ERROR_LIMIT,
               _("“%s” is larger than %d MB. Choose a calendar of holidays only."), file,
               HC_HOLIDAYS_MAX_BYTES / 1024 / 1024);
  return FALSE;
}

static char *
load (const char *path, const char *file, GError **error)
{
  g_autoptr (GString) contents = g_string_new (NULL);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  gboolean ok;

  if (fd < 0)
    {
      set_read_error (errno, file, error);
      return NULL;
    }
  ok = read_contents (fd, contents, file, error);
  close (fd);
  return ok ? prepare (contents->str, contents->len, file, error) : NULL;
}

HcHolidaysFile *
hc_holidays_read (const char *path, HcDay from, HcDay to, GError **error)
{
  g_autoptr (HcHolidaysFile) result = g_new0 (HcHolidaysFile, 1);
  g_autofree char *file = g_filename_display_basename (path);
  g_autofree char *text = load (path, file, error);
  g_autoptr (GHashTable) moved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reader self = { .file = result, .from = from, .to = to, .moved = moved };

  result->days = g_ptr_array_new_with_free_func ((GDestroyNotify) hc_holiday_free);
  if (text == NULL || !parse (&self, text, file, error))
    return NULL;
  return g_steal_pointer (&result);
}

/* ---------------------------------------------------------------- saving */

static HcRecordData *
find_record (GPtrArray *records, HcDay day)
{
  for (guint i = 0; i < records->len; i++)
    if (hc_record_data_get_day (records->pdata[i], "date") == day)
      return records->pdata[i];
  return NULL;
}

static gboolean
save_holiday (HcDb *db, GPtrArray *records, const HcHoliday *holiday, GError **error)
{
  HcRecordData *record = find_record (records, holiday->day);
  g_autofree char *date = hc_day_format (holiday->day);

  if (record != NULL && (hc_record_data_is_set (record, "name") || *holiday->name == '\0'))
    return TRUE;
  if (record == NULL)
    {
      record = hc_record_data_new (hc_record_type ("holiday"));
      hc_record_data_set (record, "date", date);
      g_ptr_array_add (records, record);
    }
  hc_record_data_set (record, "name", *holiday->name != '\0' ? holiday->name : NULL);
  return hc_record_save (db, record, error);
}

gboolean
hc_holidays_save (HcDb *db, GPtrArray *days, GError **error)
{
  g_autoptr (GPtrArray) records = hc_records_load (db, hc_record_type ("holiday"), NULL, error);

  for (guint i = 0; records != NULL && i < days->len; i++)
    if (!save_holiday (db, records, g_ptr_array_index (days, i), error))
      return FALSE;
  return records != NULL;
}
