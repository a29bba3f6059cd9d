package com.tallyhybrid.officekit.office;

import com.tallyhybrid.testkit.powershell.Interpreter;
import com.tallyhybrid.testkit.powershell.Node;
import com.tallyhybrid.testkit.powershell.Start;
import com.tallyhybrid.testkit.powershell.Table;
import com.tallyhybrid.testkit.powershell.Thrown;
import com.tallyhybrid.testkit.powershell.World;
import com.tallyhybrid.testkit.powershell.World.Call;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Windows server in an office: what the scripts find there, and what they leave behind. */
final class OfficeServer {

    static final String INSTALLER = "D:\\Setup\\duplicati.msi";
    static final String SHA256 = "ab".repeat(32);
    private static final String PRELOAD = "C:\\ProgramData\\Duplicati\\preload.json";

    final World world;
    final Map<String, String> credentials = new TreeMap<>();
    final DuplicatiServer duplicati;
    /** Folders, and how many entries each has. */
    final Map<String, Integer> folders = new TreeMap<>(Map.of("D:\\TallyPrime\\Data", 3, "D:\\TallyPrime\\Backups", 1));
    /** Drives, and their type as Windows numbers it: 3 is a fixed disk, 4 a network drive. */
    final Map<String, Integer> drives = new TreeMap<>(Map.of("C:", 3, "D:", 3));
    /** What an installer says of itself. */
    final Map<String, String> msi =
            new TreeMap<>(Map.of("ProductName", "Duplicati", "ProductVersion", "2.3.0.4", "Platform", "x64;1033"));
    /** Installed programs: name, version. */
    final List<List<String>> products = new ArrayList<>();

    final List<Integer> listeners = new ArrayList<>(List.of(135, 445));
    final List<String> steps = new ArrayList<>();
    boolean service;
    private Map<String, Node> scripts = OfficeScripts.trees();

    OfficeServer(Instant now) {
        world = new World(now)
                .environment("ProgramData", "C:\\ProgramData")
                .environment("ProgramFiles", "C:\\Program Files")
                .environment("SystemDrive", "C:")
                .environment("COMPUTERNAME", "PUNE-TALLY");
        duplicati = new DuplicatiServer(world, credentials);
        windows();
        files();
        network();
        programs();
    }

    OfficeServer with(Map<String, Node> tampered) {
        scripts = tampered;
        return this;
    }

    int run(String script, Start start) {
        return new Interpreter(scripts, world).run(script, start);
    }

    /** The preload file as it lies on the disk. */
    String preload() {
        return world.files().get(PRELOAD);
    }

    private void windows() {
        world.command("Get-CimInstance", this::cim)
                .command("Get-Service", call -> service ? serviceState() : null)
                .command("Set-Service", call -> null)
                .command("Start-Service", call -> {
                    if (!duplicati.running) {
                        duplicati.start();
                    }
                    return null;
                })
                .command("Start-Process", this::setup)
                .command("Protect-Folder", call -> null)
                .command("Unblock-File", call -> null)
                .command("Add-Type", call -> null)
                .command(
                        "Read-Secret", call -> secret((String) call.positional().get(0)))
                .command("Invoke-AsSystem", this::asSystem)
                .member(
                        "WindowsInstaller.Installer::new",
                        given -> com(new Table().doing("OpenDatabase", g -> database())))
                .member("Runtime.InteropServices.Marshal::FinalReleaseComObject", given -> 0);
    }

    private Object cim(Call call) {
        if (call.text("ClassName").equals("Win32_OperatingSystem")) {
            return new Table().with("Version", "10.0.17763").with("ProductType", 3);
        }
        String drive = call.text("Filter").replaceAll(".*'(.*)'", "$1");
        return drives.containsKey(drive)
                ? new Table().with("DriveType", drives.get(drive)).with("FreeSpace", 100L << 30)
                : null;
    }

    private Table serviceState() {
        return new Table()
                .with("Status", duplicati.running ? "Running" : "Stopped")
                .doing("WaitForStatus", given -> null);
    }

    private Object setup(Call call) {
        String arguments = String.valueOf(call.named().get("ArgumentList"));
        if (arguments.contains("/x")) {
            products.clear();
        } else {
            products.add(List.of(msi.get("ProductName"), msi.get("ProductVersion")));
        }
        return new Table().with("ExitCode", 0);
    }

    private static String secret(String prompt) {
        if (prompt.startsWith("Access key id")) {
            return "AKIAIOSFODNN7EXAMPLE";
        }
        return prompt.startsWith("Secret")
                ? "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
                : "seventeen green tall elephants";
    }

    /** The step itself, as SYSTEM carries it out. */
    private Object asSystem(Call call) {
        Table order = (Table) call.positional().get(0);
        steps.add(order.text("Step"));
        var lines = new ArrayList<Object>(
                call.named().has("Secrets") ? (List<?>) call.named().get("Secrets") : List.of());
        var reader = new Table().doing("ReadLine", given -> lines.remove(0));
        return new Interpreter(scripts, world)
                .load("Shared.ps1")
                .learn("SecretStore.ps1")
                .learn("Invoke-SystemStep.ps1")
                .call("Invoke-Step", Map.of("Order", order, "Reader", reader));
    }

    /** Windows Installer's objects, which PowerShell reaches by reflection only. */
    private static Table com(Table members) {
        return new Table()
                .doing(
                        "GetType",
                        none -> new Table().doing("InvokeMember", given -> {
                            Table.Method member = (Table.Method) members.get((String) given.get(0));
                            return member.call(cast(given.get(4)));
                        }));
    }

    @SuppressWarnings("unchecked")
    private static List<Object> cast(Object list) {
        return (List<Object>) list;
    }

    private Table database() {
        var summary = com(new Table().doing("Property", given -> msi.get("Platform")));
        return com(new Table().doing("SummaryInformation", given -> summary).doing("OpenView", given -> {
            String wanted = ((String) given.get(0)).replaceAll(".*= '(.*)'", "$1");
            var row = com(new Table().doing("StringData", g -> msi.get(wanted)));
            return com(new Table()
                    .doing("Execute", g -> null)
                    .doing("Fetch", g -> msi.containsKey(wanted) ? row : null)
                    .doing("Close", g -> null));
        }));
    }

    private void files() {
        world.file("office\\tally-backup.json", ExampleKit.text("tally-backup.json"))
                .file("office\\duplicati-job.json", ExampleKit.text("duplicati-job.json"))
                .file(INSTALLER, "MSI")
                .command("Test-Path", call -> exists(call.text("LiteralPath")))
                .command("Get-ChildItem", this::children)
                .command("Copy-Item", call -> {
                    world.file(call.text("Destination"), "copied");
                    return null;
                })
                .command("Remove-Item", call -> {
                    world.files().keySet().removeIf(file -> file.startsWith(call.text("LiteralPath")));
                    return null;
                })
                .member(
                        "IO.File::Open",
                        given -> new Table().with("Path", given.get(0)).doing("Dispose", g -> null))
                .command("Get-FileHash", call -> new Table().with("Hash", SHA256.toUpperCase(java.util.Locale.ROOT)));
        members("Read", name -> credentials.get(name));
        members("Find", credentials::get);
        members("Remove", name -> credentials.remove(name) != null);
        world.member("TallyHybrid.SecretStore::Write", given -> {
            credentials.put((String) given.get(0), (String) given.get(1));
            return null;
        });
    }

    private void members(String name, java.util.function.Function<String, Object> answer) {
        world.member("TallyHybrid.SecretStore::" + name, given -> answer.apply((String) given.get(0)));
    }

    private boolean exists(String path) {
        String folder = path.endsWith("\\") ? path.substring(0, path.length() - 1) : path;
        return folders.containsKey(folder)
                || !products.isEmpty() && path.startsWith("C:\\Program Files\\Duplicati 2\\")
                || world.files().keySet().stream().anyMatch(file -> file.startsWith(path));
    }

    private Object children(Call call) {
        if (call.named().has("Path")) {
            return products.stream()
                    .map(product -> new Table()
                            .with("PSChildName", "{01234567-89AB-CDEF-0123-456789ABCDEF}")
                            .doing("GetValue", given -> product.get(given.get(0).equals("DisplayName") ? 0 : 1)))
                    .toList();
        }
        String path = call.text("LiteralPath");
        if (path.equals("office")) {
            return List.of(new Table().with("Name", "Shared.ps1").with("FullName", "office\\Shared.ps1"));
        }
        int entries = folders.getOrDefault(path.replaceAll("\\\\$", ""), 0);
        return java.util.Collections.nCopies(entries, "a company");
    }

    private void network() {
        world.member(
                        "Net.NetworkInformation.IPGlobalProperties::GetIPGlobalProperties",
                        given -> new Table()
                                .doing(
                                        "GetActiveTcpListeners",
                                        none -> listeners.stream()
                                                .map(port -> new Table().with("Port", port))
                                                .toList()))
                .command("Invoke-WebRequest", call -> {
                    String uri = call.text("Uri");
                    if (uri.equals("http://127.0.0.1:8200/health")) {
                        return duplicati.healthy() ? new Table().with("StatusCode", 200) : failed(0);
                    }
                    if (uri.endsWith("/duplicati-verification.json")) {
                        Instant arrived = duplicati.arrived();
                        return arrived == null ? failed(404) : answer("Last-Modified", arrived);
                    }
                    return answer("Date", world.now());
                });
    }

    private static Object failed(int status) {
        throw Thrown.web(status);
    }

    private static Table answer(String header, Instant moment) {
        return new Table()
                .with(
                        "Headers",
                        new Table()
                                .with(
                                        header,
                                        DateTimeFormatter.RFC_1123_DATE_TIME.format(moment.atOffset(ZoneOffset.UTC))));
    }

    private void programs() {
        world.program("Duplicati.CommandLine.ServerUtil.exe", duplicati::serverUtil)
                .program(
                        "Duplicati.CommandLine.SecretTool.exe",
                        process -> World.Ended.with(
                                credentials
                                                .keySet()
                                                .containsAll(process.arguments()
                                                        .subList(
                                                                2,
                                                                process.arguments()
                                                                        .size()))
                                        ? 0
                                        : 2,
                                ""))
                .program("Duplicati.WindowsService.exe", process -> {
                    service = process.arguments().get(0).equals("install");
                    if (service) {
                        duplicati.start();
                    }
                    return World.Ended.with(0, "Duplicati service installation succeeded.");
                })
                .program("sc.exe", process -> World.Ended.with(0, "[SC] ChangeServiceConfig2 SUCCESS"));
    }
}
