#include "engine/agency/security/key_file.h"

#include "engine/agency/value.h"
#include "engine/base/log.h"
#include "engine/base/paths.h"

#include <algorithm>
#include <cstdlib>
#include <set>

namespace agora::agency {

namespace {

Result<std::string> keyIn(
    const Value &content, const std::string &member, const std::filesystem::path &file)
{
    if (!isKey(content[member].asText()))
        return fail(file.string() + ": “" + member + "” is no key (40 characters of Z85)");
    return content[member].asText();
}

Result<void> checkReadableByUsAlone(const std::filesystem::path &file)
{
    std::error_code error;
    const auto others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
    const auto status = std::filesystem::status(file, error);
    if (error)
        return fail("cannot read " + file.string() + ": " + error.message());
    if ((status.permissions() & others) != std::filesystem::perms::none)
        return fail(file.string() + " holds a secret, and others may read it: `chmod 600` it");
    return {};
}

Result<Value> contentOf(const std::filesystem::path &file)
{
    if (const auto isPrivate = checkReadableByUsAlone(file); !isPrivate)
        return isPrivate.failure();
    const auto text = readFile(file);
    if (!text)
        return text.failure();
    auto content = Value::parseJson(*text);
    if (!content)
        return fail(file.string() + ": " + content.error().message);
    return content;
}

} // namespace

Result<SecurityRef> loadKeys(const std::filesystem::path &file)
{
    const auto content = contentOf(file);
    if (!content)
        return content.failure();
    auto keys = readKeyFile(file);
    if (!keys)
        return keys.failure();
    const auto secretKey = keyIn(*content, "secret", file);
    if (!secretKey)
        return secretKey.failure();
    std::set<std::string, std::less<>> allowed(keys->allowed.begin(), keys->allowed.end());
    allowed.insert(keys->publicKey);
    return std::make_shared<const Security>(Security{.own = {keys->publicKey, *secretKey},
        .allows
        = [allowed = std::move(allowed)](std::string_view key) { return allowed.contains(key); }});
}

Result<KeyFileContent> readKeyFile(const std::filesystem::path &file)
{
    const auto content = contentOf(file);
    if (!content)
        return content.failure();
    const auto publicKey = keyIn(*content, "public", file);
    if (!publicKey)
        return publicKey.failure();
    KeyFileContent keys{.publicKey = *publicKey, .allowed = {}};
    for (const auto &key : (*content)["allowed"].asArray()) {
        if (!isKey(key.asText()))
            return fail(
                file.string() + ": “allowed” holds “" + key.asText() + "”, which is no key");
        keys.allowed.push_back(key.asText());
    }
    return keys;
}

Result<void> allowKey(const std::filesystem::path &file, const std::string &publicKey)
{
    if (!isKey(publicKey))
        return fail("“" + publicKey + "” is no public key (40 characters of Z85)");
    auto content = contentOf(file);
    if (!content)
        return content.failure();
    const auto keys = readKeyFile(file);
    if (!keys)
        return keys.failure();
    if (std::find(keys->allowed.begin(), keys->allowed.end(), publicKey) != keys->allowed.end())
        return {};
    Value allowed = (*content)["allowed"];
    allowed.append(publicKey);
    content->set("allowed", std::move(allowed));
    return writeFileAtomically(file, content->toJson(2) + "\n");
}

Result<KeyPair> writeNewKeys(const std::filesystem::path &file)
{
    std::error_code error;
    if (std::filesystem::exists(file, error))
        return fail(file.string() + " is there already, and keys are never overwritten");
    std::filesystem::create_directories(file.parent_path(), error);
    const auto keys = makeKeyPair();
    Value content;
    content.set("public", keys.publicKey);
    content.set("secret", keys.secretKey);
    content.set("allowed", Value::Array{});
    if (const auto written = writeFileAtomically(file, content.toJson(2) + "\n"); !written)
        return written.failure();
    return keys;
}

Result<SecurityRef> loadOrMakeKeys(const std::filesystem::path &file)
{
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) {
        if (const auto made = writeNewKeys(file); !made)
            return made.failure();
    }
    return loadKeys(file);
}

SecurityRef keysOfEnvironment()
{
    const char *file = std::getenv(keysVariable);
    if (file == nullptr)
        return {};
    auto keys = loadKeys(file);
    if (!keys)
        logWarning(std::string(keysVariable) + ": " + keys.error().message);
    return keys.valueOr({});
}

} // namespace agora::agency
