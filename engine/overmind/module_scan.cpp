#include "engine/overmind/module_scan.h"

#include "engine/base/paths.h"

#include <set>

namespace agora {

namespace {
constexpr Duration scanLimit = std::chrono::seconds(3);
constexpr Duration scanLook = std::chrono::milliseconds(10);

agency::Value broken(const std::string &key, const std::string &problem)
{
    agency::Value row;
    row.set("key", key);
    row.set("title", key);
    row.set("problem", problem);
    return row;
}
} // namespace

ModuleScan::ModuleScan(agency::Bus &bus, std::filesystem::path agentProgram,
    std::vector<std::filesystem::path> folders, std::filesystem::path scratch)
    : m_bus(bus)
    , m_program(std::move(agentProgram))
    , m_folders(std::move(folders))
    , m_scratch(std::move(scratch))
{}

std::optional<std::filesystem::path> ModuleScan::find(const std::string &key) const
{
    for (const auto &folder : m_folders) {
        const auto library = folder / key / (key + ".so");
        std::error_code ignored;
        if (std::filesystem::exists(library, ignored)
            && std::filesystem::exists(folder / key / "brain.json", ignored))
            return library;
    }
    return std::nullopt;
}

std::vector<std::string> ModuleScan::keys() const
{
    std::set<std::string> keys;
    for (const auto &folder : m_folders) {
        std::error_code absent;
        for (const auto &entry : std::filesystem::directory_iterator(folder, absent)) {
            const auto key = entry.path().filename().string();
            if (find(key))
                keys.insert(key);
        }
    }
    return {keys.begin(), keys.end()};
}

void ModuleScan::describeAll(std::function<void(agency::Value)> done)
{
    // Shared by the timer rounds of one scan until the last process has ended.
    auto jobs = std::make_shared<std::vector<Job>>();
    for (const auto &key : keys()) {
        Job job{.key = key, .output = m_scratch / ("describe-" + key + ".json"), .process = {}};
        std::error_code ignored;
        std::filesystem::remove(job.output, ignored);
        auto process = Process::start({.program = m_program,
            .arguments = {"--describe-brain", find(key)->string(), "--output", job.output.string()},
            .environment = {},
            .output = {}});
        if (process)
            job.process = std::move(*process);
        jobs->push_back(std::move(job));
    }
    collect(std::move(jobs), steadyNow() + scanLimit, std::move(done));
}

void ModuleScan::collect(std::shared_ptr<std::vector<Job>> jobs, Duration deadline,
    std::function<void(agency::Value)> done)
{
    bool anyRuns = false;
    for (auto &job : *jobs)
        anyRuns = (job.process && !job.process->poll()) || anyRuns;
    if (anyRuns && steadyNow() < deadline) {
        m_bus.after(scanLook, [this, jobs = std::move(jobs), deadline, done = std::move(done)] {
            collect(jobs, deadline, done);
        });
        return;
    }
    agency::Value rows = agency::Value::Array{};
    for (auto &job : *jobs) {
        const auto end = job.process ? job.process->poll() : std::nullopt;
        if (job.process && !end)
            job.process->kill();
        const auto text = readFile(job.output);
        auto row
            = text ? agency::Value::parseJson(*text) : Result<agency::Value>(fail("no output"));
        if (row)
            rows.append(std::move(*row));
        else
            rows.append(broken(job.key,
                "the module could not be described: "
                    + (end ? end->describe() : std::string("it took too long"))));
        std::error_code ignored;
        std::filesystem::remove(job.output, ignored);
    }
    done(std::move(rows));
}

} // namespace agora
