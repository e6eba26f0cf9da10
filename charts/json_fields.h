#pragma once

#include "engine/base/result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <cmath>
#include <limits>
#include <set>

namespace agora::charts {

/// Reads the fields of one JSON object strictly: the first one that is not what it must be is an
/// error that names the field and its value; until it is asked for, reading goes on with the
/// fallbacks.
class JsonFields {
public:
    /// `place` stands before every complaint: `rsi-1: `.
    JsonFields(QJsonObject json, QString place);

    [[nodiscard]] bool has(const char *key);
    [[nodiscard]] QString text(const char *key, const QString &fallback = {});
    [[nodiscard]] bool flag(const char *key, bool fallback);
    [[nodiscard]] double number(const char *key, double fallback,
        double min = std::numeric_limits<double>::lowest(),
        double max = std::numeric_limits<double>::max());
    [[nodiscard]] QJsonObject object(const char *key);
    [[nodiscard]] QJsonArray array(const char *key);
    /// Fields that were not asked for.
    [[nodiscard]] QJsonObject rest() const;

    /// The value of this field cannot be used: `what` says why.
    void complain(const QString &key, const QString &what);
    /// What an object inside this one complained of.
    void take(const JsonFields &inner);
    [[nodiscard]] const QString &problem() const { return m_problem; }
    [[nodiscard]] QString placeOf(const QString &key) const { return m_place + key; }

private:
    [[nodiscard]] QJsonValue value(const char *key);

    QJsonObject m_json;
    QString m_place;
    QString m_problem;
    std::set<QString> m_asked;
};

} // namespace agora::charts
