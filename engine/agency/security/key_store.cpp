#include "engine/agency/security/key_store.h"

#include "engine/base/paths.h"

#include <map>

namespace agora::agency {

namespace fs = std::filesystem;

namespace {
constexpr std::size_t longestName = 64;

Result<void> checkName(const std::string &name)
{
    const auto *letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    if (name.empty() || name.front() == '.' || name.size() > longestName
        || name.find_first_not_of(letters) != std::string::npos)
        return fail("“" + name
            + "” is no name for a key: letters, digits, “-”, “_” and “.”, at most "
            + std::to_string(longestName));
    return {};
}

std::string firstLine(const std::string &text) { return text.substr(0, text.find('\n')); }

/// The public key in a file; empty when it is damaged.
std::string publicKeyIn(const fs::path &file)
{
    const auto text = readFile(file);
    auto key = text ? firstLine(*text) : std::string();
    return isKey(key) ? key : std::string();
}

std::vector<fs::path> filesIn(const fs::path &folder, const char *extension)
{
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto &each : fs::directory_iterator(folder, error)) {
        if (each.path().extension() == extension)
            files.push_back(each.path());
    }
    return files;
}
} // namespace

fs::path KeyStore::keyFile(const std::string &name) const { return m_folder / (name + ".key"); }

fs::path KeyStore::allowedFile(const std::string &name) const
{
    return m_folder / "allowed" / (name + ".pub");
}

Result<void> KeyStore::prepare() const
{
    std::error_code error;
    const auto allowed = m_folder / "allowed";
    const bool isNew = fs::create_directories(allowed, error);
    if (error)
        return fail("cannot make the folder " + allowed.string() + ": " + error.message());
    if (isNew) {
        for (const auto &folder : {m_folder, allowed})
            fs::permissions(folder, fs::perms::owner_all, error);
    }
    return checkPrivateFolder(m_folder);
}

Result<KeyPair> KeyStore::make(const std::string &name) const
{
    if (const auto named = checkName(name); !named)
        return named.failure();
    if (const auto prepared = prepare(); !prepared)
        return prepared.failure();
    if (fs::exists(keyFile(name)))
        return fail("there is a key “" + name + "” already: " + keyFile(name).string());
    auto keys = makeKeyPair();
    if (const auto written
        = writeFileAtomically(keyFile(name), keys.publicKey + "\n" + keys.secretKey + "\n");
        !written)
        return written.failure();
    return keys;
}

Result<KeyPair> KeyStore::load(const std::string &name) const
{
    if (const auto named = checkName(name); !named)
        return named.failure();
    const auto file = keyFile(name);
    std::error_code error;
    const auto status = fs::status(file, error);
    if (!fs::exists(status))
        return fail("there is no key “" + name + "”: " + file.string());
    if ((status.permissions() & (fs::perms::group_all | fs::perms::others_all)) != fs::perms::none)
        return fail("the secret key " + file.string() + " is open to others: `chmod 600` it");
    const auto text = readFile(file);
    if (!text)
        return text.failure();
    KeyPair keys{.publicKey = firstLine(*text), .secretKey = {}};
    if (const auto end = text->find('\n'); end != std::string::npos)
        keys.secretKey = firstLine(text->substr(end + 1));
    if (!isKey(keys.publicKey) || !isKey(keys.secretKey))
        return fail(file.string() + " does not hold a public and a secret key, a line each");
    return keys;
}

Result<void> KeyStore::allow(const std::string &name, const std::string &publicKey) const
{
    if (auto named = checkName(name); !named)
        return named;
    if (!isKey(publicKey))
        return fail("“" + publicKey + "” is no public key: 40 characters of Z85");
    if (auto prepared = prepare(); !prepared)
        return prepared;
    return writeFileAtomically(allowedFile(name), publicKey + "\n");
}

std::vector<KeyStore::Entry> KeyStore::list() const
{
    std::map<std::string, Entry> entries;
    for (const auto &file : filesIn(m_folder, ".key")) {
        const auto name = file.stem().string();
        entries[name] = {.name = name, .publicKey = publicKeyIn(file), .hasSecret = true};
    }
    for (const auto &file : filesIn(m_folder / "allowed", ".pub")) {
        auto &entry = entries[file.stem().string()];
        entry.name = file.stem().string();
        const auto key = publicKeyIn(file);
        if (!entry.hasSecret)
            entry.publicKey = key;
        entry.isAllowed = !key.empty();
    }
    std::vector<Entry> all;
    for (auto &[name, entry] : entries)
        all.push_back(std::move(entry));
    return all;
}

bool KeyStore::isAllowed(std::string_view publicKey) const
{
    if (!isKey(publicKey))
        return false;
    for (const auto &file : filesIn(m_folder / "allowed", ".pub")) {
        if (publicKeyIn(file) == publicKey)
            return true;
    }
    return false;
}

Result<SecurityRef> KeyStore::security(const std::string &name) const
{
    auto keys = load(name);
    if (!keys)
        return keys.failure();
    return SecurityRef(std::make_shared<Security>(Security{.own = *std::move(keys),
        .allows = [store = *this](std::string_view key) { return store.isAllowed(key); }}));
}

} // namespace agora::agency
