"""What is known of English alone, as code: see `languages.modules` for what each module offers."""
