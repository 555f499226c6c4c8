CREATE TABLE user_preference (
    user_id INTEGER NOT NULL,
    language TEXT NOT NULL,
    theme TEXT NOT NULL,
    text_pt INTEGER NOT NULL,
    touch INTEGER NOT NULL CHECK (touch IN (0, 1)),
    CONSTRAINT pk_user_preference PRIMARY KEY (user_id),
    CHECK (language IN ('en', 'hi')),
    CHECK (theme IN ('system', 'light', 'dark')),
    CHECK (text_pt BETWEEN 10 AND 14),
    CONSTRAINT fk_user_preference_user_id FOREIGN KEY(user_id) REFERENCES user (id)
)
 STRICT
