# Drives the window as a person at the keyboard does: real key events by xdotool, reading by AT-SPI.
# A test calls run(flow, plan): outside it starts a private X server and a private session bus and
# itself again inside; without what that needs it prints a TAP line that skips. AT-SPI has no event
# for much of what a test waits for (a label of another text, a list filled), so it looks again and
# again, with a limit, and listens to the events that there are in between.

import os
import shutil
import subprocess
import sys
import tempfile
import time

PYTHON = "/usr/bin/python3"  # the one that Debian's python3-pyatspi belongs to
TIMEOUT = 60
TICK = 0.03
SCREEN = "1280x900x24"


# ---- outside: server, bus, environment

def missing():
    """What the test needs and is not here; "" when all is."""
    for tool in ("Xvfb", "xdotool", "dbus-run-session", PYTHON):
        if shutil.which(tool) is None:
            return tool
    if subprocess.run([PYTHON, "-c", "import pyatspi"], stderr=subprocess.DEVNULL).returncode:
        return "python3-pyatspi"
    return ""


def clean_environment(home, display):
    config = os.path.join(home, "config", "gtk-4.0")
    os.makedirs(config)
    os.makedirs(os.path.join(home, "runtime"), mode=0o700)
    with open(os.path.join(config, "settings.ini"), "w") as file:
        file.write("[Settings]\ngtk-font-name=Cantarell 11\ngtk-enable-animations=0\n"
                   "gtk-cursor-blink=0\n")
    environment = {
        "PATH": os.environ["PATH"], "HOME": home, "DISPLAY": f":{display}",
        "XDG_CONFIG_HOME": os.path.join(home, "config"), "XDG_CACHE_HOME": os.path.join(home, "cache"),
        "XDG_DATA_HOME": os.path.join(home, "data"),
        "XDG_RUNTIME_DIR": os.path.join(home, "runtime"), "LC_ALL": "C.UTF-8", "TZ": "UTC",
        "GDK_BACKEND": "x11", "GSK_RENDERER": "cairo", "GDK_DEBUG": "gl-disable",
        "GSETTINGS_BACKEND": "memory", "GIO_USE_VFS": "local", "GTK_USE_PORTAL": "0",
        "ADW_DISABLE_PORTAL": "1", "HYPERCARE_E2E": home,
    }
    if "HYPERCARE_E2E_PICTURE" in os.environ:  # where to leave a picture of a failure
        environment["HYPERCARE_E2E_PICTURE"] = os.environ["HYPERCARE_E2E_PICTURE"]
    return environment


def start_server(home):
    """-noreset: without it the server resets when its only client leaves, and some runs fail. -r: a
    key that is released late would come twice."""
    read, write = os.pipe()
    log = open(os.path.join(home, "xvfb.log"), "wb")
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", SCREEN, "-nolisten",
                               "tcp", "-noreset", "-r"], pass_fds=[write], stdout=log, stderr=log)
    os.close(write)
    with os.fdopen(read) as pipe:
        return server, pipe.readline().strip()


def outside():
    home = tempfile.mkdtemp(prefix="hypercare-e2e-")
    server, display = start_server(home)
    try:
        if not display:
            sys.exit("Xvfb did not start")
        return subprocess.run(["dbus-run-session", "--", PYTHON, *sys.argv],
                              env=clean_environment(home, display)).returncode
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(home, ignore_errors=True)


def run(flow, plan):
    """flow(test) runs inside; plan: how many times it calls test.ok()."""
    if "HYPERCARE_E2E" not in os.environ:
        what = missing()
        if what:
            print(f"1..0 # SKIP {what} is not installed")
            return
        sys.exit(outside())
    test = Test(sys.argv[1], os.environ["HYPERCARE_E2E"])
    print(f"1..{plan}", flush=True)
    try:
        flow(test)
        status = 0
    except Exception as error:
        test.complain(error)
        status = 1
    finally:
        test.stop()
    sys.exit(status)


# ---- inside

def text_of(node):
    """What a text field holds; the name of anything else."""
    try:
        text = node.queryText()
        return text.getText(0, text.characterCount)
    except NotImplementedError:
        return node.name


class Test:
    def __init__(self, program, folder):
        import gi
        import pyatspi
        gi.require_version("Atspi", "2.0")
        gi.require_version("GLib", "2.0")
        from gi.repository import Atspi, GLib

        # After 0.8 s without an answer it would say that there is no such window, or one less.
        Atspi.set_timeout(TIMEOUT * 1000, TIMEOUT * 1000)
        self.atspi = pyatspi
        self.glib = GLib
        self.loop = GLib.MainContext.default()
        self.program = program
        self.folder = folder
        self.process = None
        self.number = 0
        self.focus = None  # what has the focus, as far as it was told
        self.focus_changes = 0
        pyatspi.Registry.registerEventListener(self.note_focus, "object:state-changed:focused")

    # -- TAP

    def ok(self, what):
        self.number += 1
        print(f"ok {self.number} {what}", flush=True)

    def complain(self, error):
        print(f"not ok {self.number + 1} {error}")
        if self.process and self.process.poll() is not None:
            print(f"# the program ended with {self.process.returncode}")
        try:
            print(f"# the focus: {self.focus.getRoleName() + ' ' + self.focus.name if self.focus else '?'}")
            for window in self.windows():
                print(f"# window: {window.name}")
        except Exception:  # of any kind: the node is gone
            print("# what had the focus is gone")
        picture = os.environ.get("HYPERCARE_E2E_PICTURE")
        if picture and shutil.which("import"):
            subprocess.run(["import", "-window", "root", picture])
        sys.stdout.flush()

    # -- the program

    def path(self, name):
        return os.path.join(self.folder, name)

    def cli(self, *words):
        done = subprocess.run([self.program, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              text=True)
        if done.returncode:
            raise RuntimeError(f"{' '.join(words)}: {done.stderr.strip()}")
        return done.stdout

    def start(self, *words):
        self.process = subprocess.Popen([self.program, *words], stderr=open(self.path("stderr"), "w"))

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(TIMEOUT)

    def quit(self):
        """Ctrl+Q; the exit status. Nothing may have been complained about."""
        self.keys("ctrl+q")
        status = self.process.wait(TIMEOUT)
        with open(self.path("stderr")) as file:
            complaints = [line for line in file if "CRITICAL" in line or "WARNING" in line]
        if complaints:
            raise RuntimeError(complaints[0].strip())
        return status

    # -- waiting and reading

    def note_focus(self, event):
        """A row with a text field never says that it has the focus: what it is made of says that
        it has not, first in the row that is left, then in the one that is entered."""
        self.focus_changes += 1
        node = event.source
        if not event.detail1:
            while node and node.getRoleName() not in ("text", "frame"):
                node = node.parent
            if not node or node.getRoleName() != "text":
                return
        self.focus = node

    def listen(self, seconds):
        """Takes the events of that time."""
        over = []
        self.glib.timeout_add(int(seconds * 1000), lambda: over.append(True))
        while not over:
            self.loop.iteration(True)

    def wait(self, look, what, timeout=TIMEOUT):
        """The first true result of look(); nodes may go while they are looked at."""
        end = time.monotonic() + timeout
        pause = 0  # what was told already comes first
        while time.monotonic() < end:
            self.listen(pause)
            pause = TICK
            try:
                result = look()
                if result:
                    return result
            except Exception:  # of any kind: the node is gone
                pass
        raise TimeoutError(f"{what} did not come")

    def windows(self):
        if not self.process:
            return []
        desktop = self.atspi.Registry.getDesktop(0)
        windows = [window for app in desktop if app and app.get_process_id() == self.process.pid
                   for window in app]
        if None in windows:
            raise LookupError("a window that was counted is not told yet")
        return windows

    def walk(self, node):
        yield node
        for child in node:
            if child:
                yield from self.walk(child)

    def find(self, look):
        """The first node of all windows, the newest window first."""
        for window in reversed(self.windows()):
            for node in self.walk(window):
                if look(node):
                    return node
        return None

    def wait_for(self, role, name):
        """A node of that role whose name holds @name."""
        return self.wait(lambda: self.find(lambda n: n.getRoleName() == role and name in n.name),
                         f"the {role} “{name}”")

    def wait_for_text(self, part):
        return self.wait(lambda: self.find(lambda n: part in n.name), f"“{part}”")

    def wait_for_field(self, name, text):
        """A text field of that name that holds @text."""
        return self.wait(lambda: self.find(lambda n: n.getRoleName() == "text" and n.name == name and
                                           text_of(n) == text), f"“{text}” in {name}")

    def go_to_page(self, name):
        """Alt+1 … Alt+9, counted in the sidebar."""
        def look():
            pages = self.find(lambda n: n.getRoleName() == "list" and n.name == "Pages")
            titles = [item.name for item in self.walk(pages) if item.getRoleName() == "list item"]
            return [i for i, title in enumerate(titles) if title.startswith(name)]
        self.keys(f"alt+{self.wait(look, f'the page “{name}” in the sidebar')[0] + 1}")
        self.wait_for("label", name)

    # -- keys

    def keys(self, *keys):
        for key in keys:
            subprocess.run(["xdotool", "key", "--clearmodifiers", key], check=True)

    def type(self, text):
        """Characters of a US keyboard."""
        subprocess.run(["xdotool", "type", "--delay", "5", text], check=True)

    def choose_file(self, path):
        """In the file chooser, which shows where to type at the first key that it gets."""
        def entry():
            return self.find(lambda n: n.name == "GtkFileChooserEntry")
        self.press_until("slash", entry, "the path in the file chooser")
        self.keys("ctrl+a")
        self.type(path)
        self.wait(lambda: text_of(entry()) == path, "the path in the file chooser")
        self.keys("Return")

    def tab(self, key="Tab"):
        before = self.focus_changes
        self.keys(key)
        self.wait(lambda: self.focus_changes > before, "the next focus")
        while before != self.focus_changes:  # what is left and what is entered tell one by one,
            before = self.focus_changes      # and none says that it is the last
            self.listen(2 * TICK)

    def press_until(self, key, look, what):
        """A key that does no harm twice; the keys are a window's some time after it is seen, or
        after another one is gone, which nothing tells."""
        for _ in range(TIMEOUT):
            self.keys(key)
            try:
                return self.wait(look, what, 1)
            except TimeoutError:
                pass
        raise TimeoutError(f"{key} does not bring {what}")

    def wait_for_keys(self):
        before = self.focus_changes
        self.press_until("Tab", lambda: self.focus_changes > before, "the next focus")

    def tab_to(self, name, key="Tab", most=80):
        """Tab until something of that name has the focus."""
        for _ in range(most):
            self.tab(key)
            if self.focus and name in self.focus.name:
                return self.focus
        raise TimeoutError(f"Tab did not reach “{name}”")

    def ask_focus(self):
        """Away and back: what got the focus before anybody listened has not told so."""
        self.tab()
        self.tab("shift+Tab")
        return self.focus.name
